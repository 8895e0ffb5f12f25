package io.draftgate.gpt2;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.sampling.Distribution;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The sequences that are being written, and those that wait for a slot. Each round admits what fits, reads a piece of a prompt
 * and writes one token of every sequence whose prompt is read. Confined to the scheduler thread.
 */
final class Batch implements PromptReader.Listener {
    /** Hears how requests end. */
    interface Outcomes {
        void completed(Job job, Generation generation);

        void failed(Job job, String reason);
    }

    private final Gpt2Config config;
    private final BytePairEncoding tokenizer;
    private final ForwardPass pass;
    private final Outcomes outcomes;
    private final Slots slots;
    private final Deque<Sequence> waiting = new ArrayDeque<>();
    private final PromptReader prompts;
    private final Distribution next;
    private final TokenDraw tokenDraw;
    private final int[] tokens;
    private final int[] lengths;

    Batch(Gpt2 model, ForwardPass pass, int slotCount, Outcomes outcomes) {
        config = model.config();
        tokenizer = model.tokenizer();
        this.pass = pass;
        this.outcomes = outcomes;
        slots = new Slots(slotCount);
        prompts = new PromptReader(pass, slots, config.vocabularySize());
        next = new Distribution(config.vocabularySize());
        tokenDraw = new TokenDraw(tokenizer);
        tokens = new int[slotCount];
        lengths = new int[slotCount];
    }

    int activeSlots() {
        return slots.active();
    }

    boolean isIdle() {
        return slots.active() == 0 && waiting.isEmpty();
    }

    /** Takes a request in, or fails it at once if it can never be served. */
    void add(Job job) {
        Optional<String> problem = problem(job.request());
        if (problem.isPresent()) {
            outcomes.failed(job, problem.get());
        } else {
            waiting.addAll(job.sequences());
        }
    }

    void round() {
        remove(sequence -> sequence.job().isCancelled());
        admit();
        prompts.round(this);
        closeGaps();
        decode();
    }

    @Override
    public void read(Sequence sequence, Distribution first) {
        try {
            draw(sequence, first);
        } catch (ArithmeticException e) {
            fail(sequence.job(), "the model cannot write: " + e.getMessage());
        }
    }

    @Override
    public void failed(Sequence sequence, String reason) {
        fail(sequence.job(), reason);
    }

    /** Fails every request that was taken in. */
    void failAll(String reason) {
        List<Job> jobs = Stream.concat(slots.sequences().stream(), waiting.stream())
                .map(Sequence::job)
                .distinct()
                .toList();
        jobs.forEach(job -> fail(job, reason));
    }

    private Optional<String> problem(GenerationRequest request) {
        int room = config.contextLength() - request.promptTokenIds().size();
        if (request.parameters().maxTokens() > room) {
            return Optional.of("maxTokens is " + request.parameters().maxTokens() + ", expected at most "
                    + Math.max(0, room) + ": the prompt has "
                    + request.promptTokenIds().size() + " of the context's " + config.contextLength() + " tokens");
        }
        try {
            request.parameters().requireVocabulary(config.vocabularySize(), tokenizer.endOfText());
        } catch (InvalidFieldException e) {
            return Optional.of(e.field() + " is " + e.value() + ", expected " + e.expectation());
        }
        return request.promptTokenIds().stream()
                .filter(id -> id < 0 || id >= config.vocabularySize())
                .findFirst()
                .map(id -> "promptTokenIds has " + id + ", expected ids from 0 to " + (config.vocabularySize() - 1));
    }

    /** In the order of submission: a request that must be alone holds up those behind it, so that its turn comes. */
    private void admit() {
        while (!waiting.isEmpty()
                && !slots.isFull()
                && mayJoin(waiting.element().job())) {
            Sequence sequence = waiting.remove();
            slots.admit(sequence);
            prompts.add(sequence);
            sequence.job().admitted(System.nanoTime());
        }
    }

    private boolean mayJoin(Job job) {
        return slots.sequences().stream()
                .map(Sequence::job)
                .allMatch(other -> other == job
                        || (!other.request().alone() && !job.request().alone()));
    }

    /** Moves sequences down into free slots: the batch of a step reaches to the highest slot in use. */
    private void closeGaps() {
        for (int free = slots.lowestFree(); free < slots.batch(); free = slots.lowestFree()) {
            Sequence last = slots.get(slots.batch() - 1);
            if (last == null) {
                throw new IllegalStateException("the highest slot in use is free");
            }
            pass.copy(last.slot(), free, last.cachedTokens());
            slots.free(last);
            slots.admit(last);
        }
    }

    private void decode() {
        List<Sequence> writing =
                slots.sequences().stream().filter(Sequence::isPromptRead).toList();
        if (writing.isEmpty()) {
            return;
        }
        for (Sequence sequence : slots.sequences()) {
            // A sequence that is still being read gets a dummy token, where its next piece will be written.
            tokens[sequence.slot()] = sequence.isPromptRead() ? sequence.lastToken() : 0;
            lengths[sequence.slot()] = sequence.cachedTokens();
        }
        try {
            pass.decode(slots.batch(), tokens, lengths);
        } catch (OrtException e) {
            failAll("the model cannot write: " + e.getMessage());
            return;
        }
        for (Sequence sequence : writing) {
            if (slots.get(sequence.slot()) != sequence) {
                // It failed together with another completion of its request.
                continue;
            }
            try {
                pass.read(sequence.slot(), next);
                draw(sequence, next);
            } catch (ArithmeticException e) {
                fail(sequence.job(), "the model cannot write: " + e.getMessage());
            }
        }
    }

    private void draw(Sequence sequence, Distribution distribution) {
        Completion completion = sequence.draw(distribution, tokenDraw);
        if (completion != null) {
            slots.free(sequence);
            Job job = sequence.job();
            if (job.finished(completion)) {
                outcomes.completed(job, job.generation(System.nanoTime()));
            }
        }
    }

    private void fail(Job job, String reason) {
        remove(sequence -> sequence.job() == job);
        outcomes.failed(job, reason);
    }

    private void remove(Predicate<Sequence> leaves) {
        slots.sequences().stream().filter(leaves).forEach(slots::free);
        waiting.removeIf(leaves);
        prompts.removeIf(leaves);
    }
}
