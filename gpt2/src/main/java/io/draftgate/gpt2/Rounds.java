package io.draftgate.gpt2;

/**
 * A back end: writes the sequences of many requests together, a round at a time. Told by {@link Outcomes} how requests end.
 * Confined to the scheduler thread, but for what its constructor does.
 */
interface Rounds extends AutoCloseable {
    /** Hears how requests end. */
    interface Outcomes {
        void completed(Job job, Generation generation);

        void failed(Job job, String reason);
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
