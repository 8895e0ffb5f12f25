package io.draftgate.cli.evaluation;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** One way to measure a model on a data set. */
@FunctionalInterface
interface Evaluation {

    /** Hears how many examples of how many are done. */
    @FunctionalInterface
    interface Progress {
        void done(long examples, long total);
    }

    /**
     * Measures.
     *
     * @param limit most examples to look at
     * @throws DataFormatException if the data are not what the task takes
     */
    Outcome measure(Subject subject, DataFiles data, int limit, Progress progress)
            throws IOException, InterruptedException, ExecutionException;

    /**
     * What was found.
     *
     * @param examples how many were looked at
     */
    record Outcome(long examples, List<Figure> figures) {
        public Outcome {
            figures = List.copyOf(figures);
        }
    }
}
