package io.draftgate.benchmarks;

import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.scoring.BatchScorer;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Documents of 200 tokens that the bundled language model reads in a second, so many beside each other, on two threads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class ReadDocuments {

    private static final int DOCUMENTS = 16;
    private static final int TOKENS = 200;

    /** How many at a time. */
    @Param({"1", "4", "16"})
    public int beside;

    private final Gpt2 model = Gpt2.bundled();
    private List<int[]> documents = List.of();
    private @Nullable BatchScorer scorer;

    /** Draws tokens: what they say costs nothing. */
    @Setup
    public void open() {
        Random random = new Random(1);
        documents = IntStream.range(0, DOCUMENTS)
                .mapToObj(i ->
                        random.ints(TOKENS, 0, model.config().vocabularySize()).toArray())
                .toList();
        scorer = BatchScorer.open(model, 2, Precision.F32, beside, TOKENS);
    }

    /** Gives the model back. */
    @TearDown
    public void close() {
        Objects.requireNonNull(scorer).close();
        model.close();
    }

    /** All documents once. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public List<TokenTrace> read() {
        return Objects.requireNonNull(scorer).read(documents);
    }
}
