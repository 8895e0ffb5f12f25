package io.draftgate.cli.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.draftgate.cli.evaluation.metric.AnswerMatch;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Reading comprehension in the JSON of CoQA: the story, the conversation so far with the answers that people gave, and {@code A:}.
 *
 * @see <a href="https://arxiv.org/abs/1808.07042">Reddy et al. 2019</a>
 */
final class Conversations implements Evaluation {

    private record Turn(String input, List<String> golds) {}

    @Override
    public Outcome measure(Subject subject, DataFiles data, int limit, Progress progress)
            throws IOException, InterruptedException, ExecutionException {
        List<Turn> turns = turns(data, limit);
        List<String> answers = new AskedTexts(subject, "reading-comprehension")
                .endsKept(turns.stream().map(Turn::input).toList(), done -> progress.done(done, turns.size()));
        double f1 = 0;
        for (int i = 0; i < turns.size(); i++) {
            f1 += AnswerMatch.f1(answers.get(i).strip(), turns.get(i).golds());
        }
        return new Outcome(turns.size(), List.of(Figure.ofTheLargest("f1", 100 * f1 / turns.size(), "percent", 55)));
    }

    private static List<Turn> turns(DataFiles data, int limit) throws IOException {
        List<Turn> turns = new ArrayList<>();
        try (InputStream in = data.open()) {
            for (JsonNode conversation : new JsonMapper().readTree(in).path("data")) {
                StringBuilder history =
                        new StringBuilder(conversation.path("story").asText()).append("\n");
                JsonNode questions = conversation.path("questions");
                for (int i = 0; i < questions.size() && turns.size() < limit; i++) {
                    history.append("Q: ")
                            .append(questions.get(i).path("input_text").asText());
                    List<String> golds = golds(conversation, i);
                    turns.add(new Turn(history.toString(), golds));
                    history.append("\nA: ").append(golds.get(0)).append("\n");
                }
            }
        } catch (JsonProcessingException e) {
            throw new DataFormatException(data.name(), "no JSON", "the JSON of CoQA");
        }
        if (turns.isEmpty()) {
            throw new DataFormatException(
                    data.name(), "no conversation", "'data' with 'story', 'questions', 'answers'");
        }
        return turns;
    }

    private static List<String> golds(JsonNode conversation, int turn) {
        List<String> golds = new ArrayList<>();
        golds.add(conversation.path("answers").path(turn).path("input_text").asText());
        for (JsonNode more : conversation.path("additional_answers")) {
            golds.add(more.path(turn).path("input_text").asText());
        }
        return golds;
    }
}
