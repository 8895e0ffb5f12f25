package io.draftgate.gpt2.sampling;

import io.draftgate.gpt2.TokenTrace;
import java.util.ArrayList;
import java.util.List;

/** Writes down what the model thought of each token of a completion. Confined to the scheduler thread. */
public final class TraceRecorder {
    private final int topPerToken;
    private final List<Float> logProbabilities = new ArrayList<>();
    private final List<Integer> ranks = new ArrayList<>();
    private final List<Float> entropies = new ArrayList<>();
    private final List<Integer> topTokenIds = new ArrayList<>();
    private final List<Float> topLogProbabilities = new ArrayList<>();

    /** @param topPerToken how many of the likeliest tokens to write down at each position */
    public TraceRecorder(int topPerToken) {
        this.topPerToken = topPerToken;
    }

    public void record(int id, Distribution own, TopTokens top) {
        record(own.logProbability(id), own.rank(id), own.entropy());
        if (topPerToken > 0) {
            for (int likely : top.of(own, topPerToken)) {
                topTokenIds.add(likely);
                topLogProbabilities.add((float) own.logProbability(likely));
            }
        }
    }

    /** What is known of a token when its distribution is not at hand. */
    public void record(double logProbability, int rank, double entropy) {
        logProbabilities.add((float) logProbability);
        ranks.add(rank);
        entropies.add((float) entropy);
    }

    /** Writes down what was recorded elsewhere. */
    public void record(TokenTrace earlier) {
        logProbabilities.addAll(earlier.logProbabilities());
        ranks.addAll(earlier.ranks());
        entropies.addAll(earlier.entropies());
        topTokenIds.addAll(earlier.topTokenIds());
        topLogProbabilities.addAll(earlier.topLogProbabilities());
    }

    public TokenTrace trace() {
        return new TokenTrace(logProbabilities, ranks, entropies, topTokenIds, topLogProbabilities);
    }
}
