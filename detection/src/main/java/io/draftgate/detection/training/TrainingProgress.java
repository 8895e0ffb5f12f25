package io.draftgate.detection.training;

/** Hears how far a long work is. Called on the thread that works. */
@FunctionalInterface
public interface TrainingProgress {

    /** Hears nothing. */
    TrainingProgress NONE = (stage, done, total) -> {};

    /**
     * Called when a stage begins, with {@code done} 0, and after each of its steps.
     *
     * @param stage what is being done, e.g. {@code Measuring texts}
     * @param done steps of this stage that are behind, 0 to {@code total}
     * @param total steps of this stage
     */
    void reached(String stage, int done, int total);
}
