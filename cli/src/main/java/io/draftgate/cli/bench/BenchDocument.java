package io.draftgate.cli.bench;

import io.draftgate.gpt2.profile.StepProfile;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
        List<Profile> profiles,
        MachineLimits limits) {

    BenchDocument {
        runs = List.copyOf(runs);
        spreads = List.copyOf(spreads);
        profiles = List.copyOf(profiles);
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

    /** Where a step goes: milliseconds by {@link StepProfile.Part}, under ONNX Runtime's profiler. */
    record Profile(
            int batch, String precision, double stepMillis, double watchedStepMillis, Map<String, Double> partMillis) {

        static Profile of(StepProfile profile) {
            var parts = new TreeMap<String, Double>();
            profile.parts().forEach((part, time) -> parts.put(part.name().toLowerCase(Locale.ROOT), millis(time)));
            return new Profile(
                    profile.batch(),
                    profile.precision().precisionName(),
                    millis(profile.step()),
                    millis(profile.watched()),
                    parts);
        }

        private static double millis(Duration time) {
            return time.toNanos() / 1e6;
        }
    }

    /** What lies around the medians, in tokens per second. */
    record Spreads(int batch, String precision, Spread prefill, Spread decode) {

        static Spreads of(GenerationBenchmark.Run run) {
            return new Spreads(run.batch(), run.precision().precisionName(), run.prefill(), run.decode());
        }
    }
}
