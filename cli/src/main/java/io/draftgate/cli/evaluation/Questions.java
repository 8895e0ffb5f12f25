package io.draftgate.cli.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.cli.evaluation.metric.AnswerMatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Questions on facts, JSON lines with {@code question} and {@code answer}, a text or a list of texts, as the open Natural Questions
 * are distributed: how often the answer is one of them to the letter.
 *
 * @see <a href="https://aclanthology.org/Q19-1026/">Kwiatkowski et al. 2019</a>
 */
final class Questions implements Evaluation {

    @Override
    public Outcome measure(Subject subject, DataFiles data, int limit, Progress progress)
            throws IOException, InterruptedException, ExecutionException {
        List<ObjectNode> questions = data.objects(limit);
        if (questions.isEmpty() || questions.stream().anyMatch(one -> golds(one).isEmpty())) {
            throw new DataFormatException(data.name(), "no question, or one without answer", "'question' and 'answer'");
        }
        List<String> answers = new AskedTexts(subject, "qa")
                .endsKept(
                        questions.stream()
                                .map(one -> one.path("question").asText())
                                .toList(),
                        done -> progress.done(done, questions.size()));
        int exact = 0;
        for (int i = 0; i < answers.size(); i++) {
            exact += AnswerMatch.isExact(answers.get(i), golds(questions.get(i))) ? 1 : 0;
        }
        return new Outcome(
                answers.size(),
                List.of(Figure.ofTheLargest("exactMatch", 100.0 * exact / answers.size(), "percent", 4.1)));
    }

    private static List<String> golds(ObjectNode question) {
        JsonNode answer = question.path("answer");
        List<String> golds = new ArrayList<>();
        if (answer.isTextual()) {
            golds.add(answer.textValue());
        }
        answer.forEach(one -> golds.add(one.asText()));
        return golds;
    }
}
