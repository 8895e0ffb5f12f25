package io.draftgate.cli.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at the memory of a pipeline's processes whenever another twentieth of the prompts has come out. Confined to one thread. */
final class BenchPipelineMemory implements BenchPipelineLoad.Progress {
    private static final int PARTS = 20;

    /** Samples of the first fifth: Java compiles and heaps find their size. */
    private static final int WARM_UP_PARTS = 4;

    private final Consumer<Sample> listener;
    private final List<Sample> samples = new ArrayList<>();
    private @Nullable DrillCluster cluster;
    private int prompts;
    private long lastNanos;
    private int lastEnded;

    /**
     * Resident memory now.
     *
     * @param prompts that have come out
     * @param promptsPerSecond since the sample before
     */
    record Sample(int prompts, long brokerBytes, long workerBytes, long detectorBytes, double promptsPerSecond) {
        long serviceBytes() {
            return workerBytes + detectorBytes;
        }
    }

    /** @param listener hears of each sample */
    BenchPipelineMemory(Consumer<Sample> listener) {
        this.listener = listener;
    }

    void begin(DrillCluster watched, int expected) {
        cluster = watched;
        prompts = expected;
        lastNanos = System.nanoTime();
        lastEnded = 0;
        samples.clear();
    }

    @Override
    public void ended(int count) {
        if (cluster == null || (long) count * PARTS / prompts == (long) (count - 1) * PARTS / prompts) {
            return;
        }
        long now = System.nanoTime();
        Sample sample = new Sample(
                count,
                ProcessFigures.of(cluster.brokers()).residentBytes(),
                ProcessFigures.of(cluster.workers()).residentBytes(),
                ProcessFigures.of(cluster.detectors()).residentBytes(),
                (count - lastEnded) * 1e9 / (now - lastNanos));
        lastNanos = now;
        lastEnded = count;
        samples.add(sample);
        listener.accept(sample);
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** How much more the services hold at the end than after the first fifth. */
    long growthBytes() {
        return samples.size() <= WARM_UP_PARTS
                ? 0
                : samples.get(samples.size() - 1).serviceBytes()
                        - samples.get(WARM_UP_PARTS - 1).serviceBytes();
    }
}
