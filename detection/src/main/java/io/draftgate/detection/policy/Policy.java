package io.draftgate.detection.policy;

import io.draftgate.detection.Detection;
import io.draftgate.detection.Reason;
import io.draftgate.detection.Verdict;
import io.draftgate.detection.text.NormalisedText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which drafts may be published: a versioned set of rules and the meaning of a verdict. A draft is known to be
 * machine-written; it is published only when it is <em>recognised</em> as such and breaks no rule. Immutable,
 * thread-safe.
 */
public final class Policy {

    /** Reason code of a draft that passes as human, or whose origin cannot be told. */
    public static final String UNDETECTABLE = "undetectable";

    private static final String BUNDLED = "policy.yaml";

    private final String version;
    private final String digest;
    private final List<Rule> rules;

    Policy(String version, String digest, List<Rule> rules) {
        this.version = version;
        this.digest = digest;
        this.rules = List.copyOf(rules);
    }

    /** The policy that comes with Draftgate: a cautious start, meant to be replaced by a team's own. */
    public static Policy bundled() {
        try (InputStream in = Policy.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException(BUNDLED + " is missing from the jar");
            }
            return PolicyReader.read("bundled " + BUNDLED, in.readAllBytes(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a policy file.
     *
     * @throws PolicyFormatException with all its problems at once
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Policy read(Path file) {
        try {
            return PolicyReader.read(
                    file.toString(),
                    Files.readAllBytes(file),
                    file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    public String version() {
        return version;
    }

    /** {@code sha256:<hex>} of the file's bytes and of the files it names. */
    public String digest() {
        return digest;
    }

    /** The rules that a prompt breaks, in file order. */
    public List<RuleHit> screenPrompt(String prompt) {
        return screen(NormalisedText.of(prompt), Stage.PROMPTS);
    }

    /** The rules that a draft breaks, in file order. */
    public List<RuleHit> screenDraft(String draft) {
        return screen(NormalisedText.of(draft), Stage.DRAFTS);
    }

    /**
     * A text without what the rules with an operator find.
     *
     * @param instead an operator in place of those of the rules
     * @param salt of hashes, not to be known to whoever sees the text
     */
    public Anonymised anonymise(String text, Optional<Operator> instead, String salt) {
        return new Anonymiser(rules, instead, salt).anonymise(text);
    }

    /** Where a draft goes, given what the detector found in it. */
    public Decision decide(String text, Detection detection) {
        NormalisedText normalised = NormalisedText.of(text);
        List<RuleHit> hits = screen(normalised, Stage.DRAFTS);
        List<Reason> reasons = new ArrayList<>();
        hits.stream()
                .filter(hit -> hit.action() == Action.BLOCK)
                .map(RuleHit::reason)
                .forEach(reasons::add);
        boolean blocked = !reasons.isEmpty();
        hits.stream()
                .filter(hit -> hit.action() == Action.REVIEW)
                .map(RuleHit::reason)
                .forEach(reasons::add);
        doubts(normalised, detection).ifPresent(reasons::add);
        if (blocked) {
            return new Decision(Route.BLOCK, reasons);
        }
        if (!reasons.isEmpty() || detection.verdict() != Verdict.SYNTHETIC) {
            return new Decision(Route.REVIEW, reasons);
        }
        return new Decision(
                Route.PUBLISH, List.of(new Reason("recognised", "Recognised as synthetic; no rule is broken")));
    }

    private static Optional<Reason> doubts(NormalisedText text, Detection detection) {
        if (detection.isFailed()) {
            return Optional.of(detection.reasons().get(0));
        }
        if (text.isCut()) {
            return Optional.of(new Reason(
                    "not-screened-whole",
                    "Only the first " + NormalisedText.MAX_CHARACTERS + " characters were screened"));
        }
        return switch (detection.verdict()) {
            case SYNTHETIC -> Optional.empty();
            case HUMAN -> Optional.of(new Reason(UNDETECTABLE, "Machine-written, but passes as human"));
            case ABSTAIN ->
                Optional.of(new Reason(
                        UNDETECTABLE,
                        "Machine-written, but not recognised as such: "
                                + detection.reasons().get(0).text()));
        };
    }

    private List<RuleHit> screen(NormalisedText text, Stage stage) {
        return rules.stream()
                .filter(rule -> rule.appliesTo().contains(stage))
                .flatMap(rule -> rule.apply(text).stream())
                .toList();
    }
}
