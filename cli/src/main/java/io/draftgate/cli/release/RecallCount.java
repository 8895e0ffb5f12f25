package io.draftgate.cli.release;

import io.draftgate.audit.ChainLink;
import io.draftgate.release.gate.GateRule;
import io.draftgate.release.gate.Statement;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.Screening;
import io.draftgate.schemas.event.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of the drafts in the log, each known to be machine-written, one detector recognised, by model. Counts what the rule of a
 * gate covers and the detector judged at a false-positive rate, so that texts too short for a verdict count neither way. Confined
 * to one thread.
 */
final class RecallCount implements OpenedLog.Reader {
    private static final Pattern RATE = Pattern.compile("(?:^| )fpr=([0-9.E-]+)");

    private final GateRule rule;
    private final String detectorDigest;
    private final double falsePositiveRate;
    private final Map<String, int[]> byModel = new TreeMap<>();

    /** @param falsePositiveRate of the operating points that count, at most */
    RecallCount(GateRule rule, String detectorDigest, double falsePositiveRate) {
        this.rule = rule;
        this.detectorDigest = detectorDigest;
        this.falsePositiveRate = falsePositiveRate;
    }

    @Override
    public void event(String chainName, ChainLink link, AuditEvent event) {
        if (event.getStep() == AuditStep.SCREENED) {
            DraftItem.routed(event).filter(this::isCounted).ifPresent(this::count);
        }
    }

    private boolean isCounted(DraftScreened screened) {
        Screening screening = screened.getScreening();
        return rule.covers(GatePopulation.origin(screened.getDraft()))
                && screening.getDetectorDigest().equals(detectorDigest)
                && rate(screening.getOperatingPoint())
                        .filter(rate -> rate <= falsePositiveRate)
                        .isPresent();
    }

    /** Of a verdict; empty where the text was too short for one. */
    private static Optional<Double> rate(String operatingPoint) {
        Matcher found = RATE.matcher(operatingPoint);
        return found.find() ? Optional.of(Double.valueOf(found.group(1))) : Optional.empty();
    }

    private void count(DraftScreened screened) {
        int[] counts = byModel.computeIfAbsent(screened.getDraft().getModelDigest(), model -> new int[2]);
        counts[0]++;
        counts[1] += screened.getScreening().getVerdict() == Verdict.SYNTHETIC ? 1 : 0;
    }

    /**
     * What was counted, a statement a model.
     *
     * @param heads of the chains that were read
     */
    List<Statement.LoggedRecall> statements(List<String> heads) {
        return byModel.entrySet().stream()
                .map(entry -> new Statement.LoggedRecall(
                        rule.id(),
                        detectorDigest,
                        entry.getKey(),
                        falsePositiveRate,
                        heads,
                        entry.getValue()[0],
                        entry.getValue()[1]))
                .toList();
    }
}
