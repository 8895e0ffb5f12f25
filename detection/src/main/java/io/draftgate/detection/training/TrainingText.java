package io.draftgate.detection.training;

import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.model.Regime;

/**
 * A labelled text made ready: cut to some length, seen by the language model.
 *
 * @param whole whether it is the whole text rather than a shorter copy of its beginning
 */
record TrainingText(LabelledText origin, String collection, Passage passage, int characters, boolean whole) {

    boolean isHuman() {
        return !origin.machine();
    }

    /** Whether the language model has seen it. */
    boolean isViewed() {
        return passage.reading().isPresent();
    }

    boolean is(Regime regime) {
        return origin.machine() && origin.regime() == regime;
    }
}
