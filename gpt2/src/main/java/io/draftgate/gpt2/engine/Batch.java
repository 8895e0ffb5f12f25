package io.draftgate.gpt2.engine;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.GenerationProgress;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.forward.ForwardPass;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.sampling.Distribution;
import io.draftgate.gpt2.sampling.TokenDraw;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The back end that makes one run a token: the sequences that are being written, and those that wait for a slot. Each round
 * admits what fits, reads a piece of a prompt and writes one token of every sequence whose prompt is read. Confined to the
 * scheduler thread.
 */
final class Batch implements Rounds, PromptReader.Listener {
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

    /** Takes over {@code pass}. */
    Batch(Gpt2 model, ForwardPass pass, EngineOptions options, EngineCounters counters, Outcomes outcomes) {
        config = model.config();
        tokenizer = model.tokenizer();
        this.pass = pass;
        this.outcomes = outcomes;
        slots = new Slots(options.slots());
        next = new Distribution(config.vocabularySize());
        tokenDraw = new TokenDraw(tokenizer);
        prompts = new PromptReader(pass, options.prefixCacheBytes(), slots, tokenDraw, counters);
        tokens = new int[options.slots()];
        lengths = new int[options.slots()];
    }

    @Override
    public int activeSlots() {
        return slots.active();
    }

    @Override
    public boolean isIdle() {
        return slots.active() == 0 && waiting.isEmpty();
    }

    @Override
    public void add(Job job) {
        Optional<String> problem = RequestLimits.problem(job.request(), config, tokenizer.endOfText());
        if (problem.isPresent()) {
            outcomes.failed(job, problem.get());
        } else {
            resume(job);
        }
    }

    /** What is written already of a request is not written again. */
    private void resume(Job job) {
        List<Sequence> sequences = job.sequences();
        Map<Sequence, Completion> ended = new LinkedHashMap<>();
        try {
            for (GenerationProgress.Written written : job.request().written().completions()) {
                Sequence sequence = sequences.get(written.index());
                Completion completion = sequence.resume(written, tokenizer);
                if (completion != null) {
                    ended.put(sequence, completion);
                }
            }
        } catch (IllegalArgumentException e) {
            outcomes.failed(job, "what is written of the request already does not belong to it: " + e.getMessage());
            return;
        }
        waiting.addAll(sequences.stream()
                .filter(sequence -> !ended.containsKey(sequence))
                .toList());
        ended.forEach(outcomes::drawn);
    }

    @Override
    public void round() {
        remove(sequence -> sequence.job().isCancelled());
        admit();
        prompts.round(this);
        slots.closeGaps(pass::copy);
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

    @Override
    public void failAll(String reason) {
        List<Job> jobs = Stream.concat(slots.sequences().stream(), waiting.stream())
                .map(Sequence::job)
                .distinct()
                .toList();
        jobs.forEach(job -> fail(job, reason));
    }

    /** In the order of submission: a request that must be alone holds up those behind it, so that its turn comes. */
    private void admit() {
        while (!waiting.isEmpty()
                && !slots.isFull()
                && slots.mayJoin(waiting.element().job())) {
            Sequence sequence = waiting.remove();
            slots.admit(sequence);
            prompts.add(sequence);
            sequence.job().admitted(System.nanoTime());
        }
    }

    private void decode() {
        List<Sequence> writing =
                slots.sequences().stream().filter(Sequence::isRead).toList();
        if (writing.isEmpty()) {
            return;
        }
        for (Sequence sequence : slots.sequences()) {
            // A sequence that is still being read gets a dummy token, where its next piece will be written.
            tokens[sequence.slot()] = sequence.isRead() ? sequence.lastToken() : 0;
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
        }
        outcomes.drawn(sequence, completion);
    }

    private void fail(Job job, String reason) {
        remove(sequence -> sequence.job() == job);
        outcomes.failed(job, reason);
    }

    private void remove(Predicate<Sequence> leaves) {
        slots.removeIf(leaves);
        waiting.removeIf(leaves);
        prompts.removeIf(leaves);
    }

    @Override
    public void close() {
        pass.close();
    }
}
