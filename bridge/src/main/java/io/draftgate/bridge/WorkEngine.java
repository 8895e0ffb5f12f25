package io.draftgate.bridge;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What does the work. Thread-safe; no method may block. */
public interface WorkEngine {
    /** How many works it takes at a time, those it keeps ready for the next free slot included; at least 1. */
    int capacity();

    /** Starts a work. No other is started while one that {@link Work#alone() must run alone} is in the engine, nor such a one beside another. */
    void start(Work work, Observer observer);

    /** Whether nothing is left in it, not even the last step of a work that was cancelled. */
    boolean isIdle();

    /**
     * Stops a work if it is still there; its observer hears nothing more.
     *
     * @return encodes how far it was, as its observer would have heard; empty if the engine does not know
     */
    Optional<Supplier<byte[]>> cancel(WorkId id);

    /**
     * Hears how a work ended; exactly one call of an end, from any thread, unless the work was cancelled. Must be called without a lock
     * that {@link #start} or {@link #cancel} takes.
     */
    interface Observer {
        /**
         * Hears of a result.
         *
         * @param result encodes it; called later, on another thread
         */
        void finished(Supplier<byte[]> result);

        /**
         * Hears that there will be no result.
         *
         * @param reason one sentence for the person who asked
         * @param progress encodes how far it was; called later, on another thread
         */
        void failed(String reason, @Nullable Supplier<byte[]> progress);

        /** Hears that there will be no result of a work that was not begun, or of which nobody knows how far it was. */
        default void failed(String reason) {
            failed(reason, null);
        }

        /**
         * Hears, any number of times before the end, how far the work is. Whoever takes the work over finds it in {@link
         * io.draftgate.schemas.event.InFlightWork#getProgress}.
         *
         * @param progress encodes it; called later, on another thread. MUST NOT be larger than a result may be
         */
        void progressed(Supplier<byte[]> progress);
    }
}
