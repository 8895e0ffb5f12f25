package io.draftgate.benchmarks;

import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A text of 20,000 bytes with the tokenizer of the bundled model, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Encode {
    private static final int LENGTH = 20_000;

    /** {@code words} come again and again, {@code numbers} never; one word has to be merged as a whole. */
    @Param({"words", "numbers", "one word"})
    String kind = "words";

    private final Gpt2 model = Gpt2.bundled();
    private String text = "";
    private int[] tokens = {};

    /** Makes the text. */
    @Setup
    public void prepare() {
        var made = new StringBuilder();
        for (int i = 0; made.length() < LENGTH; i++) {
            made.append(
                    switch (kind) {
                        case "numbers" -> i * 7919 + " ";
                        case "one word" -> "a";
                        default -> "The old fox went over the hill, and nobody saw him again. ";
                    });
        }
        text = made.substring(0, LENGTH);
        tokens = model.tokenizer().encode(text);
    }

    /** Lets the model go. */
    @TearDown
    public void close() {
        model.close();
    }

    /** Text to tokens. */
    @Benchmark
    public int[] encode() {
        return tokenizer().encode(text);
    }

    /** Tokens to text. */
    @Benchmark
    public String decode() {
        return tokenizer().decode(tokens);
    }

    private BytePairEncoding tokenizer() {
        return model.tokenizer();
    }
}
