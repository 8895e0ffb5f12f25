package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.EngineStatistics;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what happens in an engine. Thread-safe: written by the scheduler thread, read by any. */
final class EngineCounters {
    private final AtomicLong promptTokens = new AtomicLong();
    private final AtomicLong reusedPromptTokens = new AtomicLong();
    private final AtomicLong prefixCacheBytes = new AtomicLong();
    private final AtomicLong resumedTokens = new AtomicLong();
    private final AtomicLong nearTies = new AtomicLong();

    void promptBegun(int tokens, int reused) {
        promptTokens.addAndGet(tokens);
        reusedPromptTokens.addAndGet(reused);
    }

    void prefixMemoryTaken(int bytes) {
        prefixCacheBytes.addAndGet(bytes);
    }

    /** @param isNearTie whether the token would be another now */
    void resumed(boolean isNearTie) {
        resumedTokens.incrementAndGet();
        nearTies.addAndGet(isNearTie ? 1 : 0);
    }

    EngineStatistics statistics() {
        return new EngineStatistics(
                promptTokens.get(),
                reusedPromptTokens.get(),
                prefixCacheBytes.get(),
                resumedTokens.get(),
                nearTies.get());
    }
}
