package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationProgress;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.sampling.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through the engine. Confined to the scheduler thread, but for {@link #cancel} and {@link #isStarted},
 * which any thread may call.
 */
final class Job {
    private static final long NOT_YET = Long.MIN_VALUE;

    private final GenerationRequest request;
    private final GenerationListener listener;
    private final int[] prompt;
    private final long submittedNanos;
    private final @Nullable Completion[] completions;
    private final List<Sequence> sequences = new ArrayList<>();
    private @Nullable Distribution afterPrompt;
    private int finished;
    private volatile long admittedNanos = NOT_YET;
    private long firstTokenNanos = NOT_YET;
    private long prefillNanos;
    private long progressNanos = NOT_YET;
    private volatile boolean isCancelled;

    Job(GenerationRequest request, GenerationListener listener, long nowNanos) {
        this.request = request;
        this.listener = listener;
        prompt = request.promptTokenIds().stream().mapToInt(Integer::intValue).toArray();
        submittedNanos = nowNanos;
        completions = new Completion[request.completions()];
    }

    GenerationRequest request() {
        return request;
    }

    GenerationListener listener() {
        return listener;
    }

    int[] prompt() {
        return prompt;
    }

    /** One sequence for each completion. */
    List<Sequence> sequences() {
        sequences.clear();
        for (int index = 0; index < completions.length; index++) {
            sequences.add(new Sequence(this, index));
        }
        return List.copyOf(sequences);
    }

    /** What is written so far. */
    GenerationProgress progress() {
        return new GenerationProgress(sequences.stream()
                .filter(sequence -> sequence.drawnTokens() > 0)
                .map(Sequence::written)
                .toList());
    }

    /** Whether the listener waits to hear of progress; if so, it waits anew from now. */
    boolean isProgressDue(long nowNanos) {
        Optional<Duration> interval = listener.progressInterval();
        if (interval.isEmpty() || !isStarted()) {
            return false;
        }
        long since = progressNanos == NOT_YET ? admittedNanos : progressNanos;
        boolean isDue = nowNanos - since >= interval.get().toNanos();
        progressNanos = isDue ? nowNanos : progressNanos;
        return isDue;
    }

    boolean isStarted() {
        return admittedNanos != NOT_YET;
    }

    void admitted(long nowNanos) {
        if (!isStarted()) {
            admittedNanos = nowNanos;
        }
    }

    void prefilled(long nanos) {
        prefillNanos += nanos;
    }

    /** Keeps the distribution after the prompt: all completions draw their first token from it. */
    void promptRead(Distribution next, long nowNanos) {
        if (completions.length > 1) {
            afterPrompt = new Distribution(next.logProbabilities().length);
            afterPrompt.copy(next);
        }
        firstTokenNanos = nowNanos;
    }

    /** Notes when the first tokens were drawn; of several times the earliest counts. */
    void promptRead(long nowNanos) {
        firstTokenNanos = firstTokenNanos == NOT_YET ? nowNanos : firstTokenNanos;
    }

    boolean isPromptRead() {
        return afterPrompt != null;
    }

    Distribution afterPrompt() {
        return Objects.requireNonNull(afterPrompt, "the prompt is not read yet");
    }

    /** Notes a completion; tells whether it was the last one. */
    boolean finished(Completion completion) {
        completions[completion.index()] = completion;
        return ++finished == completions.length;
    }

    Generation generation(long nowNanos) {
        admitted(nowNanos);
        promptRead(nowNanos);
        List<Completion> all =
                Arrays.stream(completions).map(Objects::requireNonNull).toList();
        return new Generation(
                request.id(),
                all,
                Duration.ofNanos(admittedNanos - submittedNanos),
                Duration.ofNanos(prefillNanos),
                Duration.ofNanos(nowNanos - firstTokenNanos));
    }

    void cancel() {
        isCancelled = true;
    }

    boolean isCancelled() {
        return isCancelled;
    }
}
