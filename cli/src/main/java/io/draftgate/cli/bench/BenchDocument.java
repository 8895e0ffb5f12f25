package io.draftgate.cli.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code draftgate bench generate --json} prints. Immutable. */
record BenchDocument(
        String model,
        String modelDigest,
        long parameters,
        int promptTokens,
        int newTokens,
        int repetitions,
        int threads,
        List<Measured> runs,
        MachineLimits limits) {

    BenchDocument {
        runs = List.copyOf(runs);
    }

    /** Tokens per second are medians; the spreads hold what lies around them. */
    record Measured(
            int batch,
            String precision,
            double prefillTokensPerSecond,
            double decodeTokensPerSecond,
            @Nullable Long peakRssBytes,
            Spread prefillSpread,
            Spread decodeSpread) {

        static Measured of(GenerationBenchmark.Run run) {
            return new Measured(
                    run.batch(),
                    run.precision().precisionName(),
                    run.prefill().median(),
                    run.decode().median(),
                    run.peakRssBytes().isPresent() ? run.peakRssBytes().getAsLong() : null,
                    run.prefill(),
                    run.decode());
        }
    }
}
