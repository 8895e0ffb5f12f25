package io.draftgate.gpt2.engine;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.forward.ChunkPass;
import io.draftgate.gpt2.forward.Draws;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The back end that draws several tokens a run. Each round makes one run: it reads prompts of sequences that joined, each for its
 * first token, or writes a chunk of all sequences. What a sequence draws beyond its end is dropped. Requests whose controls the
 * graph does not know go to the back end {@code step}, which draws by the same recipe. Confined to the scheduler thread.
 */
final class ChunkBatch implements Rounds {
    /** Tokens a run: enough to make the hand-over of the cache small, few enough to join and leave by. */
    static final int CHUNK = 16;

    private final Gpt2Config config;
    private final BytePairEncoding tokenizer;
    private final ChunkPass pass;
    private final Rounds step;
    private final Outcomes outcomes;
    private final Slots slots;
    private final ChunkQueue waiting;

    /** Takes over {@code pass} and {@code step}. */
    ChunkBatch(Gpt2 model, ChunkPass pass, Rounds step, int slotCount, Outcomes outcomes) {
        config = model.config();
        tokenizer = model.tokenizer();
        this.pass = pass;
        this.step = step;
        this.outcomes = outcomes;
        slots = new Slots(slotCount);
        waiting = new ChunkQueue(slots, step);
    }

    @Override
    public int activeSlots() {
        return slots.active() + step.activeSlots();
    }

    @Override
    public boolean isIdle() {
        return slots.active() == 0 && waiting.isEmpty() && step.isIdle();
    }

    @Override
    public void add(Job job) {
        Optional<String> problem = RequestLimits.problem(job.request(), config, tokenizer.endOfText());
        if (problem.isPresent()) {
            outcomes.failed(job, problem.get());
        } else {
            waiting.addAll(job.sequences());
        }
    }

    @Override
    public void round() {
        remove(sequence -> sequence.job().isCancelled());
        slots.closeGaps(pass::copy);
        waiting.joining().forEach(this::join);
        List<Sequence> unread = slots.sequences().stream()
                .filter(sequence -> !sequence.isRead())
                .toList();
        if (!unread.isEmpty()) {
            read(Reading.of(unread));
        } else if (slots.active() > 0) {
            write(slots.sequences());
        }
        if (!step.isIdle()) {
            step.round();
        }
    }

    @Override
    public void failAll(String reason) {
        List<Job> jobs = Stream.concat(slots.sequences().stream(), waiting.sequences())
                .map(Sequence::job)
                .distinct()
                .toList();
        jobs.forEach(job -> fail(job, reason));
        step.failAll(reason);
    }

    @Override
    public void close() {
        try (step) {
            pass.close();
        }
    }

    private void join(Sequence sequence) {
        slots.admit(sequence);
        sequence.job().admitted(System.nanoTime());
    }

    private void read(Reading reading) {
        long began = System.nanoTime();
        try {
            pass.fit(Math.max(reading.longest(), longestCached()), slots.batch());
            Draws draws = pass.read(reading.firstSlot(), reading.tokens(), reading.draws());
            long ended = System.nanoTime();
            reading.prompts().forEach(sequence -> sequence.job().prefilled(ended - began));
            share(reading);
            reading.drawing().forEach(sequence -> sequence.job().promptRead(ended));
            take(draws, reading.drawing(), 1);
        } catch (OrtException e) {
            failAll("the model cannot read the prompt: " + e.getMessage());
        }
    }

    /** Completions of one request take over what the first of them read. */
    private void share(Reading reading) {
        for (Sequence sequence : reading.drawing()) {
            int length = sequence.job().prompt().length;
            reading.prompts().stream()
                    .filter(other -> other.job() == sequence.job() && other != sequence)
                    .forEach(other -> pass.copy(other.slot(), sequence.slot(), length));
            sequence.tokensRead(length);
        }
    }

    private void write(List<Sequence> sequences) {
        int longest = longestCached();
        int unwritten = sequences.stream()
                .mapToInt(sequence -> sequence.job().request().parameters().maxTokens() - sequence.drawnTokens())
                .max()
                .orElseThrow();
        int steps = Math.min(Math.min(CHUNK, unwritten), config.contextLength() - longest);
        try {
            pass.fit(longest + steps, slots.batch());
            List<ChunkPass.Written> written = sequences.stream()
                    .map(sequence -> new ChunkPass.Written(sequence.lastToken(), sequence.cachedTokens()))
                    .toList();
            List<ChunkPass.Draw> draws = IntStream.range(0, sequences.size())
                    .mapToObj(i -> sequences.get(i).nextDraw(i))
                    .toList();
            take(pass.write(written, draws, steps), sequences, steps);
        } catch (OrtException e) {
            failAll("the model cannot write: " + e.getMessage());
        }
    }

    private int longestCached() {
        return slots.sequences().stream().mapToInt(Sequence::cachedTokens).max().orElse(0);
    }

    private void take(Draws draws, List<Sequence> drawing, int steps) {
        for (int row = 0; row < drawing.size(); row++) {
            Sequence sequence = drawing.get(row);
            // Not, if it failed together with another completion of its request.
            for (int step = 0; step < steps && slots.get(sequence.slot()) == sequence; step++) {
                take(draws, step, row, sequence);
            }
        }
    }

    private void take(Draws draws, int step, int row, Sequence sequence) {
        try {
            Completion completion = sequence.take(
                    draws.tokenId(step, row),
                    draws.logProbability(step, row),
                    draws.rank(step, row),
                    draws.entropy(step, row),
                    tokenizer);
            if (completion != null) {
                slots.free(sequence);
            }
            outcomes.drawn(sequence, completion);
        } catch (ArithmeticException e) {
            fail(sequence.job(), "the model cannot write: " + e.getMessage());
        }
    }

    private void fail(Job job, String reason) {
        remove(sequence -> sequence.job() == job);
        outcomes.failed(job, reason);
    }

    private void remove(Predicate<Sequence> leaves) {
        slots.removeIf(leaves);
        waiting.removeIf(leaves);
    }
}
