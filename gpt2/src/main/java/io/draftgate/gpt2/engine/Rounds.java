package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.StreamingListener;
import org.jspecify.annotations.Nullable;

/**
 * A back end: writes the sequences of many requests together, a round at a time. Told by {@link Outcomes} how requests end.
 * Confined to the scheduler thread, but for what its constructor does.
 */
interface Rounds extends AutoCloseable {
    /** Hears how requests go on and end. */
    interface Outcomes {
        /** More of a completion's text is there. */
        void written(Job job, int completion, String text);

        void completed(Job job, Generation generation);

        void failed(Job job, String reason);

        /**
         * Tells what a token has brought: more text, the end of its completion, the end of its request.
         *
         * @param completion if the token was its end
         */
        default void drawn(Sequence sequence, @Nullable Completion completion) {
            Job job = sequence.job();
            if (job.listener() instanceof StreamingListener) {
                String fresh = sequence.freshText(completion);
                if (!fresh.isEmpty()) {
                    written(job, sequence.index(), fresh);
                }
            }
            if (completion != null && job.finished(completion)) {
                completed(job, job.generation(System.nanoTime()));
            }
        }
    }

    /** Makes the back end of one scheduler. */
    @FunctionalInterface
    interface Opening {
        Rounds open(Outcomes outcomes);
    }

    /** Takes a request in, or fails it at once if it can never be served. */
    void add(Job job);

    /** Admits what fits and writes at least one token of every sequence whose prompt is read. */
    void round();

    /** Fails every request that was taken in. */
    void failAll(String reason);

    boolean isIdle();

    int activeSlots();

    /** Frees the memory; what is not finished is dropped. */
    @Override
    void close();
}
