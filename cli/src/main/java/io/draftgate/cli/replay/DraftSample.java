package io.draftgate.cli.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A random sample of drafts, each with the same chance, in one pass over a log of any length: Vitter's algorithm R. The same seed
 * and the same log give the same sample. Confined to one thread.
 *
 * @see <a href="https://doi.org/10.1145/3147.3165">Vitter 1985, Random sampling with a reservoir</a>
 */
final class DraftSample implements Consumer<RecordedDraft> {
    private final int size;
    private final SplittableRandom random;
    private final List<RecordedDraft> sample = new ArrayList<>();
    private long seen;

    DraftSample(int size, long seed) {
        this.size = size;
        random = new SplittableRandom(seed);
    }

    @Override
    public void accept(RecordedDraft draft) {
        seen++;
        if (sample.size() < size) {
            sample.add(draft);
            return;
        }
        long place = random.nextLong(seen);
        if (place < size) {
            sample.set((int) place, draft);
        }
    }

    List<RecordedDraft> drafts() {
        return List.copyOf(sample);
    }
}
