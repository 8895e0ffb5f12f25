package io.draftgate.gpt2;

import io.draftgate.gpt2.sampling.Distribution;
import io.draftgate.gpt2.sampling.Philox;
import io.draftgate.gpt2.sampling.Sampler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One completion while it is being written. Confined to the scheduler thread. */
final class Sequence {
    private final Job job;
    private final int index;
    private final IntList tokenIds = new IntList(64);
    private final List<Float> logProbabilities = new ArrayList<>();
    private final List<Integer> ranks = new ArrayList<>();
    private final List<Float> entropies = new ArrayList<>();
    private final CompletionText text;
    private int promptTokensRead;
    private int slot;

    Sequence(Job job, int index) {
        this.job = job;
        this.index = index;
        text = new CompletionText(job.request().parameters().stop());
    }

    Job job() {
        return job;
    }

    /** Index of the completion. */
    int index() {
        return index;
    }

    int slot() {
        return slot;
    }

    void slot(int newSlot) {
        slot = newSlot;
    }

    int promptTokensRead() {
        return promptTokensRead;
    }

    void promptTokensRead(int count) {
        promptTokensRead = count;
    }

    boolean isPromptRead() {
        return promptTokensRead == job.prompt().length;
    }

    /** Tokens that the slot's KV-cache holds: the token drawn last is not in it yet. */
    int cachedTokens() {
        return promptTokensRead + Math.max(0, tokenIds.size() - 1);
    }

    /** Tokens drawn so far: the position of the next one in its completion. */
    int drawnTokens() {
        return tokenIds.size();
    }

    int lastToken() {
        return tokenIds.get(tokenIds.size() - 1);
    }

    /** Draws the next token; gives the completion if that was its end. */
    @Nullable
    Completion draw(Distribution next, Sampler sampler, BytePairEncoding tokenizer) {
        SamplingParameters parameters = job.request().parameters();
        int id = parameters.isGreedy()
                ? next.likeliest()
                : sampler.draw(
                        next,
                        parameters.temperature(),
                        parameters.topK(),
                        parameters.topP(),
                        Philox.uniform(parameters.seed(), index, tokenIds.size()));
        return append(id, next.logProbability(id), next.rank(id), next.entropy(), tokenizer);
    }

    /** Takes a token that was drawn; gives the completion if that was its end. The last three as {@link TokenTrace} has them. */
    @Nullable
    Completion append(int id, double logProbability, int rank, double entropy, BytePairEncoding tokenizer) {
        if (id == tokenizer.endOfText()) {
            return completion(FinishReason.END_OF_TEXT);
        }
        tokenIds.add(id);
        logProbabilities.add((float) logProbability);
        ranks.add(rank);
        entropies.add((float) entropy);
        if (text.append(tokenizer.bytes(id))) {
            return completion(FinishReason.STOP);
        }
        return tokenIds.size() == job.request().parameters().maxTokens() ? completion(FinishReason.LENGTH) : null;
    }

    private Completion completion(FinishReason reason) {
        return new Completion(
                index, tokenIds.toList(), text.text(), reason, new TokenTrace(logProbabilities, ranks, entropies));
    }
}
