package io.draftgate.gpt2.engine;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.forward.ForwardPass;
import io.draftgate.gpt2.sampling.Distribution;
import io.draftgate.gpt2.sampling.TokenDraw;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads what stands before the next token of sequences that have a slot, in the order of their admission: the prompt, and what was
 * written of a completion already. The completions of a request share one prompt: the first reads it, the others take over
 * what it knows; and what an earlier prompt began with is not read again. Confined to the scheduler thread.
 */
final class PromptReader {
    /** Hears how prompts end. */
    interface Listener {
        /** All is read; {@code next} is the distribution of the next token. */
        void read(Sequence sequence, Distribution next);

        void failed(Sequence sequence, String reason);
    }

    private final ForwardPass pass;
    private final PrefixCache prefixes;
    private final Slots slots;
    private final TokenDraw tokenDraw;
    private final EngineCounters counters;
    private final Distribution next;
    private final Deque<Sequence> reading = new ArrayDeque<>();

    PromptReader(ForwardPass pass, long prefixCacheBytes, Slots slots, TokenDraw tokenDraw, EngineCounters counters) {
        this.pass = pass;
        this.tokenDraw = tokenDraw;
        this.counters = counters;
        prefixes = new PrefixCache(pass, prefixCacheBytes, counters);
        this.slots = slots;
        next = new Distribution(tokenDraw.vocabularySize());
    }

    void add(Sequence sequence) {
        reading.add(sequence);
    }

    void removeIf(Predicate<Sequence> leaves) {
        reading.removeIf(leaves);
    }

    /** Reads until a piece's worth of tokens is read, so that the sequences being written wait no longer than that. */
    void round(Listener listener) {
        int budget = ForwardPass.PREFILL_CHUNK;
        while (!reading.isEmpty() && budget > 0) {
            Sequence sequence = reading.element();
            try {
                budget -= advance(sequence);
            } catch (OrtException | ArithmeticException e) {
                listener.failed(sequence, "the model cannot read the prompt: " + e.getMessage());
                continue;
            }
            if (sequence.isRead()) {
                reading.remove();
                listener.read(sequence, next);
            }
        }
    }

    /** Tells what it cost, in tokens. */
    private int advance(Sequence sequence) throws OrtException {
        Optional<Sequence> sibling = sequence.isPromptRead() ? Optional.empty() : siblingThatKnowsThePrompt(sequence);
        if (sibling.isPresent()) {
            return takeOver(sibling.get(), sequence);
        }
        if (sequence.tokensRead() == 0) {
            sequence.tokensRead(prefixes.restore(sequence.slot(), sequence.job().prompt()));
        }
        return sequence.isPromptRead() ? readWritten(sequence) : readPrompt(sequence);
    }

    private Optional<Sequence> siblingThatKnowsThePrompt(Sequence sequence) {
        return sequence.job().isPromptRead()
                ? slots.sequences().stream()
                        .filter(other -> other.job() == sequence.job() && other.isPromptRead())
                        .findFirst()
                : Optional.empty();
    }

    private int takeOver(Sequence from, Sequence to) {
        int length = to.job().prompt().length;
        pass.copy(from.slot(), to.slot(), length);
        to.tokensRead(length);
        next.copy(to.job().afterPrompt());
        return 1;
    }

    /** Pieces of a prompt begin where those of every other prompt do, and none goes on into what was written after it. */
    private int readPrompt(Sequence sequence) throws OrtException {
        Job job = sequence.job();
        int begin = sequence.tokensRead();
        int count = Math.min(ForwardPass.PREFILL_CHUNK, job.prompt().length - begin);
        long began = System.nanoTime();
        pass.prefill(sequence.slot(), job.prompt(), begin, count, 1);
        sequence.tokensRead(begin + count);
        long ended = System.nanoTime();
        job.prefilled(ended - began);
        prefixes.keep(sequence.slot(), job.prompt(), begin, count);
        if (sequence.isPromptRead()) {
            pass.read(0, next);
            job.promptRead(next, ended);
        }
        return count;
    }

    /** Looks at each token again on the way: one that is drawn otherwise was written on another kind of processor. */
    private int readWritten(Sequence sequence) throws OrtException {
        int[] tokens = sequence.tokensToRead();
        int begin = sequence.tokensRead();
        long began = System.nanoTime();
        int count = pass.readWritten(sequence.slot(), tokens, begin);
        sequence.tokensRead(begin + count);
        for (int row = 0; row < count; row++) {
            pass.read(row, next);
            if (begin + row + 1 < tokens.length) {
                counters.resumed(!sequence.drawsAgain(begin + row + 1, next, tokenDraw));
            }
        }
        sequence.job().prefilled(System.nanoTime() - began);
        // A run that lets few tokens attend one by one takes as long as one that reads a piece of a prompt.
        return ForwardPass.PREFILL_CHUNK;
    }
}
