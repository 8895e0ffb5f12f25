package io.draftgate.gpt2;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.sampling.Distribution;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the prompts of sequences that have a slot, in the order of their admission. The completions of a request share one
 * prompt: the first reads it, the others take over what it knows. Confined to the scheduler thread.
 */
final class PromptReader {
    /** Hears how prompts end. */
    interface Listener {
        /** The prompt is read; {@code next} is the distribution of the first token. */
        void read(Sequence sequence, Distribution next);

        void failed(Sequence sequence, String reason);
    }

    private final ForwardPass pass;
    private final Slots slots;
    private final Distribution next;
    private final Deque<Sequence> reading = new ArrayDeque<>();

    PromptReader(ForwardPass pass, Slots slots, int vocabularySize) {
        this.pass = pass;
        this.slots = slots;
        next = new Distribution(vocabularySize);
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
            if (sequence.isPromptRead()) {
                reading.remove();
                listener.read(sequence, next);
            }
        }
    }

    /** Tells what it cost, in tokens. */
    private int advance(Sequence sequence) throws OrtException {
        Optional<Sequence> sibling = sequence.job().isPromptRead()
                ? slots.sequences().stream()
                        .filter(other -> other.job() == sequence.job() && other.isPromptRead())
                        .findFirst()
                : Optional.empty();
        return sibling.isPresent() ? takeOver(sibling.get(), sequence) : readPiece(sequence);
    }

    private int takeOver(Sequence from, Sequence to) {
        int length = to.job().prompt().length;
        pass.copy(from.slot(), to.slot(), length);
        to.promptTokensRead(length);
        next.copy(to.job().afterPrompt());
        return 1;
    }

    private int readPiece(Sequence sequence) throws OrtException {
        Job job = sequence.job();
        int begin = sequence.promptTokensRead();
        int count = Math.min(ForwardPass.PREFILL_CHUNK, job.prompt().length - begin);
        long began = System.nanoTime();
        pass.prefill(sequence.slot(), job.prompt(), begin, count, 1);
        long ended = System.nanoTime();
        job.prefilled(ended - began);
        if (begin + count == job.prompt().length) {
            pass.read(0, next);
            job.promptRead(next, ended);
        }
        sequence.promptTokensRead(begin + count);
        return count;
    }
}
