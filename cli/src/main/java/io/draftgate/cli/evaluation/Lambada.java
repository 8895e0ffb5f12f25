package io.draftgate.cli.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Ending;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.scoring.ContinuationScorer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * The last word of a passage. Its perplexity is that of the word given what stands before it. The accuracy with the stop-word filter
 * takes the likeliest next word that is no stop word, since a stop word seldom ends a passage; without, all tokens of the word must be
 * the model's first choice.
 *
 * @see <a href="https://arxiv.org/abs/1606.06031">Paperno et al. 2016</a>
 */
final class Lambada implements Evaluation {
    /** No English word takes more. */
    private static final int LONGEST_WORD = 8;

    /** A passage, cut before its last word, which keeps the space before it. */
    private record Passage(String context, String word) {
        static Passage of(String text) {
            String passage = text.strip();
            int cut = Math.max(0, passage.lastIndexOf(' '));
            return new Passage(passage.substring(0, cut), passage.substring(cut));
        }
    }

    @Override
    public Outcome measure(Subject subject, DataFiles data, int limit, Progress progress)
            throws IOException, InterruptedException, ExecutionException {
        List<Passage> passages = passages(data, limit);
        double logProbability = 0;
        int likeliest = 0;
        try (ContinuationScorer scorer = subject.continuations()) {
            for (int i = 0; i < passages.size(); i++) {
                ContinuationScorer.Score score =
                        scorer.score(passages.get(i).context(), passages.get(i).word());
                logProbability += score.logProbability();
                likeliest += score.isLikeliest() ? 1 : 0;
                progress.done(i / 3, passages.size());
            }
        }
        int filtered = filtered(subject, passages, progress);
        double count = passages.size();
        return new Outcome(
                passages.size(),
                List.of(
                        Figure.ofAllSizes(
                                "perplexity",
                                Math.exp(-logProbability / count),
                                "perplexity",
                                35.13,
                                15.60,
                                10.87,
                                8.63),
                        Figure.ofAllSizes("accuracy", 100 * filtered / count, "percent", 45.99, 55.48, 60.12, 63.24),
                        Figure.ofTheLargest("accuracyWithoutFilter", 100 * likeliest / count, "percent", 52.66)));
    }

    private static List<Passage> passages(DataFiles data, int limit) throws IOException {
        List<Passage> passages = new ArrayList<>();
        if (data.isNamed(".jsonl") || data.isNamed(".json")) {
            for (ObjectNode object : data.objects(limit)) {
                passages.add(Passage.of(object.path("text").asText()));
            }
        } else {
            data.lines(0).stream()
                    .filter(line -> !line.isBlank())
                    .limit(limit)
                    .forEach(line -> passages.add(Passage.of(line)));
        }
        if (passages.isEmpty()
                || passages.stream().anyMatch(passage -> passage.context().isEmpty())) {
            throw new DataFormatException(
                    data.name(),
                    "no passage, or one of a single word",
                    "passages, a line each, or JSON lines with 'text'");
        }
        return passages;
    }

    /** How many last words are found when no stop word may begin there. */
    private static int filtered(Subject subject, List<Passage> passages, Progress progress)
            throws InterruptedException, ExecutionException {
        long total = passages.size();
        var filter = new Shaping(stopTokens(subject.model()), 1, 0, 0, 0, 0, 1, 0);
        try (Engine engine = subject.engine()) {
            Writing writing = new Writing(subject.model(), engine);
            List<List<Integer>> prompts = new ArrayList<>();
            for (Passage passage : passages) {
                prompts.add(writing.lastTokens(passage.context(), LONGEST_WORD));
            }
            List<Completion> begun = writing.write(
                    prompts,
                    new SamplingParameters(filter, Ending.of(1, List.of()), 0, 0),
                    done -> progress.done((total + done) / 3, total));
            for (int i = 0; i < prompts.size(); i++) {
                prompts.set(i, concat(prompts.get(i), begun.get(i).tokenIds()));
            }
            List<Completion> ended = writing.write(
                    prompts,
                    SamplingParameters.greedy(LONGEST_WORD - 1),
                    done -> progress.done((2 * total + done) / 3, total));
            int found = 0;
            for (int i = 0; i < passages.size(); i++) {
                String written = begun.get(i).text() + ended.get(i).text();
                found += firstWord(written).equals(firstWord(passages.get(i).word())) ? 1 : 0;
            }
            return found;
        }
    }

    private static List<Integer> concat(List<Integer> first, List<Integer> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Tokens that are a stop word by themselves, forbidden. */
    private static Map<Integer, Double> stopTokens(Gpt2 model) {
        Map<Integer, Double> forbidden = new HashMap<>();
        for (int id = 0; id < model.tokenizer().vocabularySize(); id++) {
            String text = model.tokenizer().decode(new int[] {id});
            String word = text.strip().toLowerCase(Locale.ROOT);
            if (text.startsWith(" ") && StopWords.ENGLISH.contains(word) && forbidden.size() < Shaping.MAX_BIASES) {
                forbidden.put(id, Shaping.MIN_BIAS);
            }
        }
        return forbidden;
    }

    private static String firstWord(String text) {
        return Arrays.stream(text.strip().split("[^\\p{L}\\p{N}'\u2019-]+"))
                .findFirst()
                .orElse("");
    }
}
