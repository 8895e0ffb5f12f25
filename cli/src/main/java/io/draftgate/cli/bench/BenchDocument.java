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
        List<Spreads> spreads,
        MachineLimits limits) {

    BenchDocument {
        runs = List.copyOf(runs);
        spreads = List.copyOf(spreads);
    }

    /** Tokens per second are medians. */
    record Measured(
            int batch,
            String precision,
            double prefillTokensPerSecond,
            double decodeTokensPerSecond,
            @Nullable Long peakRssBytes) {

        static Measured of(GenerationBenchmark.Run run) {
            return new Measured(
                    run.batch(),
                    run.precision().precisionName(),
                    run.prefill().median(),
                    run.decode().median(),
                    run.peakRssBytes().isPresent() ? run.peakRssBytes().getAsLong() : null);
        }
    }

    /** What lies around the medians, in tokens per second. */
    record Spreads(int batch, String precision, Spread prefill, Spread decode) {

        static Spreads of(GenerationBenchmark.Run run) {
            return new Spreads(run.batch(), run.precision().precisionName(), run.prefill(), run.decode());
        }
    }
}
