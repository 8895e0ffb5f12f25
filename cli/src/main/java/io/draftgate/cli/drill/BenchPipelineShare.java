package io.draftgate.cli.drill;

/**
 * What prompts spent in the pipeline, model time left out, and how much came out. Confined to one thread.
 *
 * <p>A prompt's own share is what it waits between its append and a slot, and between its last token and the moment when a reader
 * with {@code read_committed} has the routed draft.
 */
final class BenchPipelineShare {
    private final BenchPipelineTimes appendToSlot = new BenchPipelineTimes();
    private final BenchPipelineTimes tokenToDraft = new BenchPipelineTimes();
    private final BenchPipelineTimes tokenToRouted = new BenchPipelineTimes();
    private final BenchPipelineTimes own = new BenchPipelineTimes();
    private long prompts;
    private long tokens;
    private long slotMillis;
    private long firstAppend = Long.MAX_VALUE;
    private long firstSlot = Long.MAX_VALUE;
    private long lastToken;
    private long lastRouted;

    /**
     * The way of one prompt, in milliseconds since 1970.
     *
     * @param append by the broker's clock
     * @param slot when its reading began
     * @param token when its last token was sampled
     * @param draft when its draft was read in {@code drafts.generations}
     * @param routed when it was read where it ended
     */
    record Way(long append, long slot, long token, long draft, long routed, int tokens) {}

    /** All in milliseconds. */
    record Millis(
            BenchPipelineTimes.Millis own,
            BenchPipelineTimes.Millis appendToSlot,
            BenchPipelineTimes.Millis tokenToDraft,
            BenchPipelineTimes.Millis tokenToRouted) {}

    void add(Way way) {
        appendToSlot.add(way.slot() - way.append());
        tokenToDraft.add(way.draft() - way.token());
        tokenToRouted.add(way.routed() - way.token());
        own.add(way.slot() - way.append() + way.routed() - way.token());
        prompts++;
        tokens += way.tokens();
        slotMillis += way.token() - way.slot();
        firstAppend = Math.min(firstAppend, way.append());
        firstSlot = Math.min(firstSlot, way.slot());
        lastToken = Math.max(lastToken, way.token());
        lastRouted = Math.max(lastRouted, way.routed());
    }

    Millis millis() {
        return new Millis(own.millis(), appendToSlot.millis(), tokenToDraft.millis(), tokenToRouted.millis());
    }

    /** From the first slot that was taken to the last token: what engines alone are measured by, too. */
    double writingSeconds() {
        return (lastToken - firstSlot) / 1000.0;
    }

    /** How many slots were taken, on average over that time. */
    double slotsBusy() {
        return slotMillis / 1000.0 / writingSeconds();
    }

    double tokensPerSecond() {
        return tokens / writingSeconds();
    }

    /** From the first append to the last draft that could be read. */
    double promptsPerSecond() {
        return prompts * 1000.0 / (lastRouted - firstAppend);
    }
}
