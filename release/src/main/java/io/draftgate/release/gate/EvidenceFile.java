package io.draftgate.release.gate;

import io.draftgate.release.gate.Statement.Finding;
import io.draftgate.release.sampling.PlanSearch;
import io.draftgate.release.sampling.Risks;
import io.draftgate.release.sampling.SamplingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the log holds about one gate. Immutable.
 *
 * @param sample the last that was drawn
 * @param inspections of drafts of that sample
 * @param recalls counted from the log, the last of each detector and model
 * @param cards of models, the last of each
 */
public record EvidenceFile(
        Optional<Statement.Sample> sample,
        List<Statement.Inspection> inspections,
        List<Statement.LoggedRecall> recalls,
        List<Statement.Card> cards) {
    public EvidenceFile {
        inspections = List.copyOf(inspections);
        recalls = List.copyOf(recalls);
        cards = List.copyOf(cards);
    }

    /**
     * The result of a sample.
     *
     * @param inspected drafts that at least one reviewer looked at
     * @param defective of those, how many at least one reviewer found defective
     */
    public record SampleResult(int inspected, int defective) {}

    /** How far the sample is inspected, and what was found. */
    public SampleResult result() {
        Set<String> inspected = items(inspections);
        Set<String> defective = items(inspections.stream()
                .filter(inspection -> inspection.finding() == Finding.DEFECTIVE)
                .toList());
        return new SampleResult(inspected.size(), defective.size());
    }

    /** Why the gate may not open, one line each; empty if it may. */
    public List<String> objections(GateRule rule, Statement.Opening opening) {
        List<String> objections = new ArrayList<>();
        if (!rule.needsOpening()) {
            objections.add("gate " + rule.id() + " takes no opening");
        }
        if (!opening.ruleDigest().equals(rule.digest())) {
            objections.add("the opening is for another version of the rule");
        }
        if (opening.modelDigests().isEmpty()) {
            objections.add("the opening names no model");
        }
        rule.evidence().sampling().flatMap(this::sampling).ifPresent(objections::add);
        rule.evidence()
                .detector()
                .ifPresent(recall -> opening.modelDigests()
                        .forEach(model -> detector(recall, opening.detectorDigest(), model)
                                .ifPresent(objections::add)));
        if (rule.evidence().modelCard()) {
            opening.modelDigests().stream()
                    .filter(model ->
                            cards.stream().noneMatch(card -> card.modelDigest().equals(model)))
                    .forEach(model -> objections.add("no complete card of model " + model + " is in the log"));
        }
        return objections;
    }

    private Optional<String> sampling(Risks risks) {
        SamplingPlan plan = new PlanSearch(OptionalInt.empty()).find(risks).plan();
        SampleResult result = result();
        if (sample.isEmpty()) {
            return Optional.of("no sample was drawn; the plan is " + plan);
        }
        if (result.inspected() < sample.get().items().size()) {
            return Optional.of("of the sample of " + sample.get().items().size() + " drafts " + result.inspected()
                    + " are inspected");
        }
        return plan.accepts(result.inspected(), result.defective())
                ? Optional.empty()
                : Optional.of("the sample of " + result.inspected() + " drafts with " + result.defective()
                        + " defective is not accepted by the plan " + plan);
    }

    private Optional<String> detector(EvidenceDemand.DetectorRecall wanted, String detector, String model) {
        Optional<Statement.LoggedRecall> found = recalls.stream()
                .filter(recall -> recall.detectorDigest().equals(detector)
                        && recall.modelDigest().equals(model)
                        && recall.falsePositiveRate() <= wanted.falsePositiveRate())
                .reduce((earlier, later) -> later);
        if (found.isEmpty()) {
            return Optional.of("no recall of detector " + detector + " over drafts of model " + model
                    + " at a false-positive rate of " + wanted.falsePositiveRate() + " was counted from the log");
        }
        double bound = found.get().lowerBound();
        return bound >= wanted.recall()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the detector recognised %d of %d drafts of model %s, a recall of at least %.3f, expected %s",
                        found.get().recognised(),
                        found.get().judged(),
                        model,
                        bound,
                        wanted.recall()));
    }

    private static Set<String> items(List<Statement.Inspection> inspections) {
        return inspections.stream().map(Statement.Inspection::item).collect(Collectors.toSet());
    }
}
