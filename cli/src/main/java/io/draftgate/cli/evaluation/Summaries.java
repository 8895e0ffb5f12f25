package io.draftgate.cli.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.cli.evaluation.metric.Rouge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleBiFunction;

/**
 * Summaries of CNN and Daily Mail articles: {@code .story} files, in which {@code @highlight} stands before each sentence of the
 * summary, or JSON lines with {@code article} and {@code highlights}.
 *
 * @see <a href="https://arxiv.org/abs/1602.06023">Nallapati et al. 2016</a>
 */
final class Summaries implements Evaluation {
    private static final String HIGHLIGHT = "@highlight";

    private record Article(String text, String summary) {}

    @Override
    public Outcome measure(Subject subject, DataFiles data, int limit, Progress progress)
            throws IOException, InterruptedException, ExecutionException {
        List<Article> articles = articles(data, limit);
        List<String> summaries = new AskedTexts(subject, "summarise")
                .beginningsKept(
                        articles.stream().map(Article::text).toList(), done -> progress.done(done, articles.size()));
        return new Outcome(
                articles.size(),
                List.of(
                        figure("rouge1", articles, summaries, (one, other) -> Rouge.ofGrams(1, one, other), 29.34),
                        figure("rouge2", articles, summaries, (one, other) -> Rouge.ofGrams(2, one, other), 8.27),
                        figure("rougeL", articles, summaries, Rouge::ofLongestRow, 26.58)));
    }

    private static Figure figure(
            String name,
            List<Article> articles,
            List<String> summaries,
            ToDoubleBiFunction<String, String> rouge,
            double reference) {
        double sum = 0;
        for (int i = 0; i < articles.size(); i++) {
            sum += rouge.applyAsDouble(summaries.get(i), articles.get(i).summary());
        }
        return Figure.ofTheLargest(name, 100 * sum / articles.size(), "percent", reference);
    }

    private static List<Article> articles(DataFiles data, int limit) throws IOException {
        List<Article> articles = new ArrayList<>();
        if (data.isNamed(".story")) {
            for (Path path :
                    data.paths().subList(0, Math.min(limit, data.paths().size()))) {
                try (InputStream in = DataFiles.open(path)) {
                    articles.add(story(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
        } else {
            for (ObjectNode object : data.objects(limit)) {
                articles.add(new Article(
                        object.path("article").asText(),
                        object.path("highlights").asText()));
            }
        }
        if (articles.isEmpty()
                || articles.stream()
                        .anyMatch(one -> one.text().isBlank() || one.summary().isBlank())) {
            throw new DataFormatException(
                    data.name(), "no article, or one without summary", "'article' and 'highlights', or .story files");
        }
        return articles;
    }

    private static Article story(String text) {
        String[] parts = text.split(HIGHLIGHT, -1);
        String summary = String.join(
                "\n",
                Arrays.stream(parts)
                        .skip(1)
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList());
        return new Article(parts[0].strip(), summary);
    }
}
