package io.draftgate.gpt2.replay;

import io.draftgate.gpt2.TokenTrace;
import java.util.EnumMap;
import java.util.Map;

/** Adds up what is found token by token. Confined to one thread. */
final class Tally {
    private final Tolerance tolerance;
    private final TokenTrace trace;
    private final Map<TokenCheck.Finding, Integer> findings = new EnumMap<>(TokenCheck.Finding.class);
    private int tokens;
    private int firstRefuted = -1;
    private double margins;
    private double differences;
    private double largestDifference;
    private double evidenceNats;

    Tally(Tolerance tolerance, TokenTrace trace) {
        this.tolerance = tolerance;
        this.trace = trace;
    }

    /** Takes note of a token. */
    void token(TokenCheck.Checked checked) {
        if (checked.finding() == TokenCheck.Finding.REFUTED && firstRefuted < 0) {
            firstRefuted = tokens;
        }
        findings.merge(checked.finding(), 1, Integer::sum);
        margins += Math.min(checked.margin(), tolerance.clip());
        evidenceNats -= Math.log(Math.max(checked.probability(), Double.MIN_NORMAL));
        tokens++;
    }

    /** Compares what was recorded of a token with what the model says here. */
    void trace(int position, double logProbability) {
        double difference = Math.abs(trace.logProbabilities().get(position) - logProbability);
        differences += difference;
        largestDifference = Math.max(largestDifference, difference);
    }

    int count(TokenCheck.Finding finding) {
        return findings.getOrDefault(finding, 0);
    }

    int tokens() {
        return tokens;
    }

    /** Position of the first token that was refuted; -1 if none was. */
    int firstRefuted() {
        return firstRefuted;
    }

    double meanMargin() {
        return tokens == 0 ? 0 : margins / tokens;
    }

    double meanDifference() {
        return trace.size() == 0 ? 0 : differences / trace.size();
    }

    double largestDifference() {
        return largestDifference;
    }

    double evidenceBits() {
        return evidenceNats / Math.log(2);
    }
}
