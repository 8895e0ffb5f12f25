package io.draftgate.detection.feature;

import java.util.List;

/** A group of features with one source. Implementations are immutable and thread-safe. */
public interface FeatureRoom {

    /** Names in the order of {@link #measure}, unique over all rooms: {@code room.feature}. */
    List<String> names();

    /**
     * Measures a passage.
     *
     * @return one figure a name; NaN where the passage is too short to tell
     */
    double[] measure(Passage passage);
}
