package io.draftgate.gpt2.profile;

import ai.onnxruntime.OrtException;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.forward.ForwardPass;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.profile.StepProfile.Part;
import io.draftgate.gpt2.sampling.Distribution;
import io.draftgate.gpt2.sampling.History;
import io.draftgate.gpt2.sampling.TokenDraw;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Drives decode steps as the scheduler does, with a clock in its hand. Confined to one call. */
final class StepProfiler {
    private static final SamplingParameters DRAWS = new SamplingParameters(1, 40, 1, List.of(), 1, 1);

    private final Gpt2 model;
    private final EngineOptions options;
    private final int promptTokens;
    private final int steps;
    private final Distribution next;
    private final TokenDraw tokenDraw;

    /** Nanoseconds of all steps. */
    private record Times(long run, long sampling) {
        long both() {
            return run + sampling;
        }
    }

    StepProfiler(Gpt2 model, EngineOptions options, int promptTokens, int steps) {
        this.model = model;
        this.options = options;
        this.promptTokens = promptTokens;
        this.steps = steps;
        next = new Distribution(model.config().vocabularySize());
        tokenDraw = new TokenDraw(model.tokenizer());
    }

    StepProfile measure() {
        try {
            Times unwatched;
            try (ForwardPass pass =
                    ForwardPass.open(model.config(), model.weights(options.precision()), options, options.slots())) {
                unwatched = write(pass);
            }
            return watched(unwatched);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot be profiled: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StepProfile watched(Times unwatched) throws OrtException, IOException {
        Path folder = Files.createTempDirectory("draftgate-profile");
        try (ForwardPass pass = ForwardPass.profiled(
                model.config(), model.weights(options.precision()), options, folder.resolve("step"))) {
            Times times = write(pass);
            Path file = pass.endProfile();
            Map<Part, Long> nanos = new EnumMap<>(NodeTimes.read(file, steps));
            Files.delete(file);
            long nodes = nanos.values().stream().mapToLong(Long::longValue).sum();
            nanos.put(Part.BETWEEN, Math.max(0, times.run() - nodes));
            nanos.put(Part.SAMPLING, times.sampling());
            Map<Part, Duration> parts = new EnumMap<>(Part.class);
            nanos.forEach((part, sum) -> parts.put(part, mean(sum)));
            return new StepProfile(
                    options.slots(), options.precision(), steps, mean(unwatched.both()), mean(times.both()), parts);
        } finally {
            Files.delete(folder);
        }
    }

    private Duration mean(long nanos) {
        return Duration.ofNanos(nanos / steps);
    }

    /** Reads a prompt into every slot, warms up, and writes the steps that count. */
    private Times write(ForwardPass pass) throws OrtException {
        int batch = options.slots();
        int[] prompt = new SplittableRandom(1)
                .ints(promptTokens, 0, model.config().vocabularySize())
                .toArray();
        for (int slot = 0; slot < batch; slot++) {
            for (int begin = 0; begin < promptTokens; begin += ForwardPass.PREFILL_CHUNK) {
                pass.prefill(slot, prompt, begin, Math.min(ForwardPass.PREFILL_CHUNK, promptTokens - begin), 1);
            }
        }
        steps(pass, batch, prompt);
        return steps(pass, batch, prompt);
    }

    private Times steps(ForwardPass pass, int batch, int[] prompt) throws OrtException {
        int[] tokens = new int[batch];
        int[] lengths = new int[batch];
        Arrays.fill(tokens, prompt[promptTokens - 1]);
        Arrays.fill(lengths, promptTokens);
        long run = 0;
        long sampling = 0;
        for (int step = 0; step < steps; step++) {
            long began = System.nanoTime();
            pass.decode(batch, tokens, lengths);
            long answered = System.nanoTime();
            for (int slot = 0; slot < batch; slot++) {
                pass.read(slot, next);
                tokens[slot] = tokenDraw.draw(next, DRAWS, History.none(), slot, step);
                next.rank(tokens[slot]);
                lengths[slot]++;
            }
            run += answered - began;
            sampling += System.nanoTime() - answered;
        }
        return new Times(run, sampling);
    }
}
