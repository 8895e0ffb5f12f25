package io.draftgate.benchmarks;

import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.sampling.Distribution;
import io.draftgate.gpt2.sampling.History;
import io.draftgate.gpt2.sampling.Philox;
import io.draftgate.gpt2.sampling.Recipe;
import io.draftgate.gpt2.sampling.TopTokens;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One token from a distribution over GPT-2's vocabulary, whose logits are normal numbers: about as peaked as a text's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Draw {
    private static final int VOCABULARY = 50_257;
    private static final int END_OF_TEXT = 50_256;

    /** Of the logits. */
    private static final double DEVIATION = 3;

    private static final int TOP = 5;

    @Param({"all", "top-k 40", "top-p 0.95", "min-p 0.05", "penalties"})
    String controls = "all";

    private final Distribution distribution = new Distribution(VOCABULARY);
    private final Recipe recipe = new Recipe(VOCABULARY, END_OF_TEXT);
    private final TopTokens topTokens = new TopTokens(VOCABULARY);
    private History history = History.none();
    private Shaping shaping = Shaping.of(1, 0, 1);
    private int position;

    /** Makes the distribution. */
    @Setup
    public void prepare() {
        var random = new Random(1);
        double sum = 0;
        var logits = new double[VOCABULARY];
        for (int id = 0; id < VOCABULARY; id++) {
            logits[id] = DEVIATION * random.nextGaussian();
            sum += Math.exp(logits[id]);
        }
        double entropy = 0;
        for (int id = 0; id < VOCABULARY; id++) {
            double logProbability = logits[id] - Math.log(sum);
            distribution.logProbabilities()[id] = (float) logProbability;
            entropy -= Math.exp(logProbability) * logProbability;
        }
        distribution.update(entropy);
        history = History.of(random.ints(200, 0, VOCABULARY).toArray());
        shaping = switch (controls) {
            case "top-k 40" -> Shaping.of(1, 40, 1);
            case "top-p 0.95" -> Shaping.of(1, 0, 0.95);
            case "min-p 0.05" -> new Shaping(Map.of(), 1, 0, 0, 1, 0, 1, 0.05);
            case "penalties" -> new Shaping(Map.of(), 1.2, 0.5, 0.5, 1, 40, 1, 0);
            default -> Shaping.of(1, 0, 1);
        };
    }

    /** Random number, candidates and pick. */
    @Benchmark
    public int token() {
        return recipe.candidates(distribution, shaping, history, Set.of()).pick(Philox.uniform(1, 0, position++));
    }

    /** What is written down of a token: its rank. */
    @Benchmark
    public int rank() {
        return distribution.rank(position++ % VOCABULARY);
    }

    /** What is written down of a place: its likeliest tokens. */
    @Benchmark
    public Object likeliestTokens() {
        return topTokens.of(distribution, TOP);
    }
}
