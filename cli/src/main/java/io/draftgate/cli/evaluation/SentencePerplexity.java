package io.draftgate.cli.evaluation;

import io.draftgate.cli.evaluation.metric.Surprise;
import io.draftgate.gpt2.scoring.TokenScore;
import io.draftgate.gpt2.scoring.TokenScorer;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * How well a model predicts sentences that have nothing to do with each other, a line each: every one is read by itself, with the
 * end of its line. The count is that of the file, as in {@link TextPerplexity}. Immutable.
 */
record SentencePerplexity(Detokeniser detokeniser, Function<Surprise, Figure> figures) implements Evaluation {

    @Override
    public Outcome measure(Subject subject, DataFiles data, int limit, Progress progress) throws IOException {
        Surprise surprise = new Surprise();
        List<String> lines =
                data.text().lines().filter(line -> !line.isBlank()).limit(limit).toList();
        if (lines.isEmpty()) {
            throw new DataFormatException(data.name(), "an empty file", "a sentence a line");
        }
        try (TokenScorer scorer = subject.scorer()) {
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i) + "\n";
                double logProbability = scorer.score(detokeniser.apply(line)).tokens().stream()
                        .mapToDouble(TokenScore::logProbability)
                        .sum();
                surprise.add(logProbability, TextPerplexity.Unit.WORDS.count(line));
                progress.done(i + 1L, lines.size());
            }
        }
        return new Outcome(lines.size(), List.of(figures.apply(surprise)));
    }
}
