package io.draftgate.release.card;

import io.draftgate.release.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A model card: Markdown with a second-level heading for each {@link CardSection}. Immutable.
 *
 * @param markdown the whole file
 */
public record ModelCard(String markdown) {
    /** Name of the file beside the weights. */
    public static final String FILE = "MODEL_CARD.md";

    /** Marks in a template what a person has still to write. */
    static final String OPEN = "(to be written)";

    private static final Pattern MODEL_DIGEST = Pattern.compile("Model digest: `?(sha256:[0-9a-f]{64})`?");

    /** {@code sha256:<hex>} of the file. */
    public String digest() {
        return Sha256.named(markdown.getBytes(StandardCharsets.UTF_8));
    }

    /** The model that the card says it is about. */
    public Optional<String> modelDigest() {
        Matcher matcher = MODEL_DIGEST.matcher(markdown);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** What keeps the card from being complete for a model, one line each. */
    public List<String> problems(String ofModel) {
        List<String> problems = new ArrayList<>();
        Optional<String> named = modelDigest();
        if (named.isEmpty()) {
            problems.add("no line 'Model digest: sha256:...', expected " + ofModel);
        } else if (!named.get().equals(ofModel)) {
            problems.add("the card is about model " + named.get() + ", expected " + ofModel);
        }
        Map<CardSection, String> sections = sections();
        for (CardSection section : CardSection.values()) {
            String text = sections.get(section);
            if (text == null) {
                problems.add("no section '## " + section.title() + "'");
            } else if (text.isBlank()) {
                problems.add("section '" + section.title() + "' is empty");
            } else if (text.contains(OPEN)) {
                problems.add("section '" + section.title() + "' is still " + OPEN);
            }
        }
        return problems;
    }

    private Map<CardSection, String> sections() {
        Map<CardSection, StringBuilder> found = new EnumMap<>(CardSection.class);
        StringBuilder current = new StringBuilder();
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("## ")) {
                StringBuilder fresh = new StringBuilder();
                section(line).ifPresent(section -> found.put(section, fresh));
                current = fresh;
            } else {
                current.append(line).append('\n');
            }
        }
        Map<CardSection, String> sections = new EnumMap<>(CardSection.class);
        found.forEach((section, text) -> sections.put(section, text.toString()));
        return sections;
    }

    private static Optional<CardSection> section(String heading) {
        String title = heading.substring(3).strip();
        return Stream.of(CardSection.values())
                .filter(section -> section.title().equalsIgnoreCase(title))
                .findFirst();
    }
}
