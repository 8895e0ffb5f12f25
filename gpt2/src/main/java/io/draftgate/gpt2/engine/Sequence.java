package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.FinishReason;
import io.draftgate.gpt2.GenerationProgress;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.forward.ChunkPass;
import io.draftgate.gpt2.sampling.Distribution;
import io.draftgate.gpt2.sampling.History;
import io.draftgate.gpt2.sampling.TokenDraw;
import io.draftgate.gpt2.sampling.TraceRecorder;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import io.draftgate.gpt2.tokenizer.IntList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One completion while it is being written. Confined to the scheduler thread. */
final class Sequence {
    private final Job job;
    private final int index;
    /** All tokens of it, if they are not to be drawn. */
    private final List<Integer> given;

    private final IntList tokenIds = new IntList(64);
    private final TraceRecorder trace;
    private final CompletionText text;
    private final History history;
    private final LoopWatch loops;
    private int resumed;
    private int tokensRead;
    private int slot;

    Sequence(Job job, int index) {
        this.job = job;
        this.index = index;
        SamplingParameters parameters = job.request().parameters();
        List<List<Integer>> all = job.request().given();
        given = all.isEmpty() ? List.of() : all.get(index);
        trace = new TraceRecorder(parameters.topLogProbabilities());
        text = new CompletionText(parameters.ending().stop());
        history = parameters.shaping().readsHistory() ? History.of(job.prompt()) : History.none();
        loops = new LoopWatch(parameters.ending().stopOnLoop());
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

    /**
     * Goes on where another engine stopped: takes its tokens as if they had been drawn here. Gives the completion if they are all
     * of it.
     *
     * @throws IllegalArgumentException if the tokens go on after an end, or are not those that are given
     */
    @Nullable
    Completion resume(GenerationProgress.Written written, BytePairEncoding tokenizer) {
        Completion completion = null;
        trace.record(written.trace());
        List<Integer> taken = written.tokenIds();
        if (!given.isEmpty()
                && (taken.size() > given.size()
                        || !given.subList(0, taken.size()).equals(taken))) {
            throw new IllegalArgumentException("its tokens are others than those given");
        }
        for (int id : taken) {
            if (job.request().parameters().shaping().readsHistory()) {
                history.add(id);
            }
            completion = append(id, tokenizer.bytes(id));
        }
        resumed = tokenIds.size();
        return completion;
    }

    /** What is written so far. */
    GenerationProgress.Written written() {
        return new GenerationProgress.Written(index, tokenIds.toList(), trace.trace());
    }

    /**
     * Whether a token that was taken over would be drawn here, too.
     *
     * @param at its place among {@link #tokensToRead}
     * @param own the model's distribution there
     */
    boolean drawsAgain(int at, Distribution own, TokenDraw tokenDraw) {
        if (!given.isEmpty()) {
            return true;
        }
        SamplingParameters parameters = job.request().parameters();
        int position = at - job.prompt().length;
        History before = History.none();
        if (parameters.shaping().readsHistory()) {
            before = History.of(job.prompt());
            for (int i = 0; i < position; i++) {
                before.add(tokenIds.get(i));
            }
        }
        return tokenDraw.draw(own, parameters, before, index, position) == tokenIds.get(position);
    }

    /** The prompt, and what was written when this sequence was taken up. */
    int[] tokensToRead() {
        int[] tokens = Arrays.copyOf(job.prompt(), job.prompt().length + resumed);
        for (int i = 0; i < resumed; i++) {
            tokens[job.prompt().length + i] = tokenIds.get(i);
        }
        return tokens;
    }

    /** How many of {@link #tokensToRead} the slot knows. */
    int tokensRead() {
        return tokensRead;
    }

    void tokensRead(int count) {
        tokensRead = count;
    }

    boolean isPromptRead() {
        return tokensRead >= job.prompt().length;
    }

    /** Whether the next token can be drawn. */
    boolean isRead() {
        return tokensRead == job.prompt().length + resumed;
    }

    /** Tokens that the slot's KV-cache holds: the token drawn last is not in it yet. */
    int cachedTokens() {
        return tokensRead + Math.max(0, tokenIds.size() - resumed - 1);
    }

    /** Tokens drawn so far: the position of the next one in its completion. */
    int drawnTokens() {
        return tokenIds.size();
    }

    int lastToken() {
        return tokenIds.get(tokenIds.size() - 1);
    }

    /** Draws the next token, or weighs the one that is given; gives the completion if that was its end. */
    @Nullable
    Completion draw(Distribution next, TokenDraw tokenDraw) {
        SamplingParameters parameters = job.request().parameters();
        int id = given.isEmpty()
                ? tokenDraw.draw(next, parameters, history, index, tokenIds.size())
                : given.get(tokenIds.size());
        if (given.isEmpty() && tokenDraw.isEndOfText(id)) {
            return completion(FinishReason.END_OF_TEXT);
        }
        trace.record(id, next, tokenDraw.topTokens());
        if (parameters.shaping().readsHistory()) {
            history.add(id);
        }
        return append(id, tokenDraw.bytes(id));
    }

    /**
     * Takes a token that was drawn elsewhere, by controls that need no history; gives the completion if that was its end. The
     * three numbers are those of a {@link TokenTrace}.
     */
    @Nullable
    Completion take(int id, double logProbability, int rank, double entropy, BytePairEncoding tokenizer) {
        if (id == tokenizer.endOfText()) {
            return completion(FinishReason.END_OF_TEXT);
        }
        trace.record(logProbability, rank, entropy);
        return append(id, tokenizer.bytes(id));
    }

    /**
     * The next token, as a run draws it.
     *
     * @param after which of the sequences of the run
     */
    ChunkPass.Draw nextDraw(int after) {
        return new ChunkPass.Draw(after, job.request().parameters(), index, tokenIds.size());
    }

    private @Nullable Completion append(int id, byte[] bytes) {
        tokenIds.add(id);
        return end(id, job.request().parameters().ending(), bytes)
                .map(this::completion)
                .orElse(null);
    }

    /**
     * What a listener can be told of the text since the last call.
     *
     * @param completion if the text has ended
     */
    String freshText(@Nullable Completion completion) {
        if (job.request().parameters().ending().maxSentences() > 0) {
            return completion == null ? "" : completion.text();
        }
        return text.fresh(completion != null);
    }

    private Optional<FinishReason> end(int id, Ending ending, byte[] bytes) {
        if (!given.isEmpty()) {
            text.append(bytes, false);
            return tokenIds.size() == given.size() ? Optional.of(FinishReason.CHOICE) : Optional.empty();
        }
        boolean mayEnd = tokenIds.size() > ending.minTokens();
        if (mayEnd && ending.stopTokenIds().contains(id)) {
            return Optional.of(FinishReason.STOP);
        }
        if (text.append(bytes, mayEnd)) {
            return Optional.of(FinishReason.STOP);
        }
        if (tokenIds.size() == ending.maxTokens()) {
            return Optional.of(FinishReason.LENGTH);
        }
        return tokenIds.size() >= ending.minTokens() && loops.isLoop(tokenIds)
                ? Optional.of(FinishReason.LOOP)
                : Optional.empty();
    }

    private Completion completion(FinishReason reason) {
        String written =
                Sentences.first(text.text(), job.request().parameters().ending().maxSentences());
        return new Completion(index, tokenIds.toList(), written, reason, trace.trace());
    }
}
