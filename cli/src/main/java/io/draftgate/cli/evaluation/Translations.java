package io.draftgate.cli.evaluation;

import io.draftgate.cli.evaluation.metric.Bleu;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * English sentences in French: two files with a sentence a line (English, French), or one with both in each line, a tab between.
 * The paper's figure is that of newstest2014 without its own examples.
 */
final class Translations implements Evaluation {

    private record Pair(String english, String french) {}

    @Override
    public Outcome measure(Subject subject, DataFiles data, int limit, Progress progress)
            throws IOException, InterruptedException, ExecutionException {
        List<Pair> pairs = pairs(data, limit);
        List<String> translations = new AskedTexts(subject, "translate")
                .endsKept(pairs.stream().map(Pair::english).toList(), done -> progress.done(done, pairs.size()));
        Bleu bleu = new Bleu();
        for (int i = 0; i < pairs.size(); i++) {
            bleu.add(translations.get(i).strip(), pairs.get(i).french());
        }
        return new Outcome(pairs.size(), List.of(Figure.ofTheLargest("bleu", bleu.score(), "points", 5)));
    }

    private static List<Pair> pairs(DataFiles data, int limit) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        List<String> first = data.lines(0);
        List<String> second = data.paths().size() == 2 ? data.lines(1) : List.of();
        if (data.paths().size() == 2 && first.size() != second.size()) {
            throw new DataFormatException(
                    data.name(), first.size() + " lines and " + second.size() + " in the other", "as many in both");
        }
        for (int i = 0; i < first.size() && pairs.size() < limit; i++) {
            String[] parts =
                    second.isEmpty() ? first.get(i).split("\t", 2) : new String[] {first.get(i), second.get(i)};
            if (parts.length != 2 || parts[0].isBlank()) {
                throw new DataFormatException(
                        data.name() + ":" + (i + 1), "one sentence", "English, a tab and French, or two files");
            }
            pairs.add(new Pair(parts[0].strip(), parts[1].strip()));
        }
        if (pairs.isEmpty()) {
            throw new DataFormatException(data.name(), "no sentence", "at least one");
        }
        return pairs;
    }
}
