package io.draftgate.generator;

import io.draftgate.bridge.WorkEngine;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One prompt with the engine: hears its end, and all the way how far it is. Thread-safe. */
final class Writing implements GenerationListener {
    /** What is written after the engine was last asked is not accounted when a prompt is cancelled; asking copies what is written. */
    private static final Duration METER_INTERVAL = Duration.ofSeconds(1);

    private final WorkEngine.Observer observer;
    private final Encoding encoding;
    private final Optional<Duration> reportInterval;
    private final Runnable onEnd;
    private volatile @Nullable Heard heard;

    /** How results and progress are encoded, later and on another thread. */
    interface Encoding {
        Supplier<byte[]> result(Generation generation);

        byte[] progress(GenerationProgress written, Duration inEngine);
    }

    /**
     * What was heard last.
     *
     * @param beganNanos when the first tokens were there
     * @param reportedNanos when the observer was last told
     */
    private record Heard(GenerationProgress written, long beganNanos, long reportedNanos) {}

    /**
     * A prompt that is handed in.
     *
     * @param reportInterval how often the observer hears of progress; empty if nobody could go on with it
     * @param onEnd runs once it has ended
     */
    Writing(WorkEngine.Observer observer, Encoding encoding, Optional<Duration> reportInterval, Runnable onEnd) {
        this.observer = observer;
        this.encoding = encoding;
        this.reportInterval = reportInterval;
        this.onEnd = onEnd;
    }

    @Override
    public void completed(Generation generation) {
        onEnd.run();
        observer.finished(encoding.result(generation));
    }

    @Override
    public void failed(String id, String reason) {
        onEnd.run();
        observer.failed(reason, soFar().orElse(null));
    }

    /** As often as the engine looks, until there are first tokens: so it is known when it began. */
    @Override
    public Optional<Duration> progressInterval() {
        return Optional.of(
                heard == null
                        ? Duration.ZERO
                        : reportInterval
                                .filter(interval -> interval.compareTo(METER_INTERVAL) < 0)
                                .orElse(METER_INTERVAL));
    }

    @Override
    public void progressed(GenerationProgress written) {
        long now = System.nanoTime();
        Heard before = heard;
        long began = before == null ? now : before.beganNanos();
        long reported = before == null ? now : before.reportedNanos();
        boolean isDue = reportInterval.isPresent()
                && now - reported >= reportInterval.get().toNanos();
        heard = new Heard(written, began, isDue ? now : reported);
        if (isDue) {
            soFar().ifPresent(observer::progressed);
        }
    }

    /** How far it is now; empty before the first tokens. */
    Optional<Supplier<byte[]>> soFar() {
        return Optional.ofNullable(heard).map(last -> {
            Duration inEngine = Duration.ofNanos(System.nanoTime() - last.beganNanos());
            return () -> encoding.progress(last.written(), inEngine);
        });
    }
}
