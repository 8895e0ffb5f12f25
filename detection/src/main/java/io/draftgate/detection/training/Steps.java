package io.draftgate.detection.training;

/** Counts the steps of one stage. Each is a place where an interrupt is heard. Confined to one thread. */
final class Steps {

    private final TrainingProgress progress;
    private final String stage;
    private final int total;
    private int done;

    /** Begins a stage. */
    Steps(TrainingProgress progress, String stage, int total) {
        this.progress = progress;
        this.stage = stage;
        this.total = total;
        progress.reached(stage, 0, total);
    }

    /** One step is behind. */
    void step() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while " + stage);
        }
        done++;
        progress.reached(stage, done, total);
    }
}
