package io.draftgate.cli.drill;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code draftgate bench pipeline --json} prints. Immutable.
 *
 * @param nullEngineMillis how long an engine without a model took for a draft; null for a real one
 */
record BenchPipelineDocument(
        String model,
        String precision,
        @Nullable Long nullEngineMillis,
        long commitIntervalMillis,
        int processors,
        int prompts,
        int maxTokens,
        int slots,
        List<Run> runs) {
    BenchPipelineDocument {
        runs = List.copyOf(runs);
    }

    /**
     * With so many workers.
     *
     * @param engineTokensPerSecond of the engines alone, before and after; null without a model
     * @param ratio of the pipeline's tokens a second to the engines'
     * @param ratioWithoutBroker the same if broker and client had processors of their own: their time is taken off
     * @param slotsBusy how many slots of all workers were taken, on average
     * @param promptsPerSecond from the first append to the last routed draft
     * @param ownShare while a slot is always free
     * @param ownShareFull while there are four prompts a slot; append to slot is mostly waiting for one
     * @param growthBytes of workers and detector after the first fifth
     */
    record Run(
            int workers,
            int threads,
            @Nullable Double engineTokensPerSecond,
            double pipelineTokensPerSecond,
            @Nullable Double ratio,
            @Nullable Double ratioWithoutBroker,
            double slotsBusy,
            double promptsPerSecond,
            BenchPipelineShare.Millis ownShare,
            BenchPipelineShare.Millis ownShareFull,
            BenchPipelineRun.ProcessorSeconds processorSeconds,
            List<BenchPipelineMemory.Sample> memory,
            long growthBytes) {
        static Run of(
                int workers,
                int threads,
                @Nullable Double engine,
                BenchPipelineRun.Result result,
                BenchPipelineMemory memory) {
            BenchPipelineShare full = result.full();
            double elsewhere = (result.processor().broker() + result.processor().client())
                    / Runtime.getRuntime().availableProcessors();
            Double ratio = engine == null ? null : full.tokensPerSecond() / engine;
            return new Run(
                    workers,
                    threads,
                    engine,
                    full.tokensPerSecond(),
                    ratio,
                    ratio == null ? null : ratio * full.writingSeconds() / (full.writingSeconds() - elsewhere),
                    full.slotsBusy(),
                    full.promptsPerSecond(),
                    result.paced().millis(),
                    full.millis(),
                    result.processor(),
                    memory.samples(),
                    memory.growthBytes());
        }

        String row() {
            BenchPipelineTimes.Millis own = ownShare.own();
            return String.format(
                    Locale.ROOT,
                    "%7d  %12s  %12.1f  %6s  %14s  %9.1f  %5d / %4d / %4d ms  %6.1f / %5.1f / %5.1f / %5.1f s",
                    workers,
                    engineTokensPerSecond == null ? "-" : String.format(Locale.ROOT, "%.1f", engineTokensPerSecond),
                    pipelineTokensPerSecond,
                    percent(ratio),
                    percent(ratioWithoutBroker),
                    promptsPerSecond,
                    own.p50(),
                    own.p95(),
                    own.p99(),
                    processorSeconds.broker(),
                    processorSeconds.workers(),
                    processorSeconds.detector(),
                    processorSeconds.client());
        }

        private static String percent(@Nullable Double ratio) {
            return ratio == null ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * ratio);
        }
    }

    static String header() {
        return "workers  engine tok/s  pipeline t/s   ratio  without broker  prompts/s  own share p50/p95/p99"
                + "   CPU broker / workers / detector / client";
    }
}
