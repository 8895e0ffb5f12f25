package io.draftgate.cli.evaluation;

import io.draftgate.cli.evaluation.metric.Surprise;
import io.draftgate.gpt2.scoring.TokenScore;
import io.draftgate.gpt2.scoring.TokenScorer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How well a model predicts a long text, in units of the original: the words of a file in which spaces part them and each end of a
 * line is one more, or its bytes. What the model reads is the de-tokenised text; the count is that of the file. Immutable.
 *
 * @param unit what is counted
 * @param figures makes a figure of the sum
 */
record TextPerplexity(Detokeniser detokeniser, Unit unit, Function<Surprise, Figure> figures) implements Evaluation {
    /** Read at once; the model forgets at most what stands before so much text. */
    private static final int BLOCK_BYTES = 1 << 18;

    /** What a perplexity is counted over. */
    enum Unit {
        WORDS {
            @Override
            long count(String block) {
                long words = Arrays.stream(block.split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .count();
                return words
                        + block.chars().filter(character -> character == '\n').count();
            }
        },
        BYTES {
            @Override
            long count(String block) {
                return block.getBytes(StandardCharsets.UTF_8).length;
            }
        };

        abstract long count(String block);
    }

    @Override
    public Outcome measure(Subject subject, DataFiles data, int limit, Progress progress) throws IOException {
        Surprise surprise = new Surprise();
        long blocks = 0;
        try (InputStream in = data.open();
                TokenScorer scorer = subject.scorer()) {
            for (String block = block(in); !block.isEmpty() && blocks < limit; block = block(in)) {
                double logProbability = scorer.score(detokeniser.apply(block)).tokens().stream()
                        .mapToDouble(TokenScore::logProbability)
                        .sum();
                surprise.add(logProbability, unit.count(block));
                blocks++;
                progress.done(blocks, Math.max(blocks, Math.min(limit, data.size() / BLOCK_BYTES + 1)));
            }
        }
        if (surprise.units() == 0) {
            throw new DataFormatException(data.name(), "an empty file", "a text");
        }
        return new Outcome(surprise.units(), List.of(figures.apply(surprise)));
    }

    /** The next block, which ends with a line or else with a word; empty at the end. */
    private static String block(InputStream in) throws IOException {
        in.mark(BLOCK_BYTES + 1);
        byte[] bytes = in.readNBytes(BLOCK_BYTES);
        int end = bytes.length;
        if (bytes.length == BLOCK_BYTES) {
            int line = lastOf('\n', bytes);
            int word = lastOf(' ', bytes);
            end = line > 0 ? line : word > 0 ? word : bytes.length;
            in.reset();
            in.skipNBytes(end);
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** The position after the last byte of a value; 0 if there is none. */
    private static int lastOf(char value, byte[] bytes) {
        int at = bytes.length;
        while (at > 0 && bytes[at - 1] != value) {
            at--;
        }
        return at;
    }
}
