package io.draftgate.cli.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.cli.evaluation.ChoiceQuestion.Option;
import io.draftgate.gpt2.task.Cloze;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Questions with given answers as the Children's Book Test distributes them, and as JSON lines of one's own. */
final class ChoiceFiles {
    private static final int QUESTION_LINE = 21;

    private ChoiceFiles() {}

    /**
     * The Children's Book Test: 20 numbered lines of a story, then {@code 21 question with XXXXX<tab>answer<tab><tab>ten words with |
     * between}. The probability of the word and of the rest of the sentence decides.
     *
     * @see <a href="https://arxiv.org/abs/1511.02301">Hill et al. 2016</a>
     */
    static List<ChoiceQuestion> childrensBooks(DataFiles data, int limit) throws IOException {
        List<ChoiceQuestion> questions = new ArrayList<>();
        List<String> story = new ArrayList<>();
        int number = 0;
        for (String line : data.lines(0)) {
            number++;
            int space = line.indexOf(' ');
            if (line.isBlank() || questions.size() == limit) {
                continue;
            }
            if (space < 1 || !line.substring(0, space).matches("[0-9]+")) {
                throw new DataFormatException(
                        data.name() + ":" + number, "a line without number", "1 to 21, then text");
            }
            if (Integer.parseInt(line.substring(0, space)) < QUESTION_LINE) {
                story.add(line.substring(space + 1));
                continue;
            }
            String[] parts = line.substring(space + 1).split("\t+", -1);
            if (parts.length != 3) {
                throw new DataFormatException(
                        data.name() + ":" + number,
                        parts.length + " parts",
                        "question, answer and choices with tabs between");
            }
            List<String> choices = Arrays.asList(parts[2].split("\\|", -1));
            String context = String.join("\n", story) + "\n";
            questions.add(question(data.name() + ":" + number, context, parts[0], choices, parts[1], Detokeniser.NEWS));
            story.clear();
        }
        return questions;
    }

    /** JSON lines: {@code text} with one XXXXX or ___ in it, {@code choices}, and the {@code answer}, which is one of them. */
    static List<ChoiceQuestion> jsonLines(DataFiles data, int limit) throws IOException {
        List<ChoiceQuestion> questions = new ArrayList<>();
        for (ObjectNode object : data.objects(limit)) {
            List<String> choices = new ArrayList<>();
            for (JsonNode choice : object.path("choices")) {
                choices.add(choice.asText());
            }
            questions.add(question(
                    data.name() + ", question " + (questions.size() + 1),
                    "",
                    object.path("text").asText(),
                    choices,
                    object.path("answer").asText(),
                    Detokeniser.NONE));
        }
        return questions;
    }

    /** Fills each choice into the blank; the text from there on is what is scored. */
    static ChoiceQuestion question(
            String where, String story, String text, List<String> choices, String answer, Detokeniser detokeniser)
            throws DataFormatException {
        List<String> parts = Cloze.betweenBlanks(text);
        if (parts.size() != 2) {
            throw new DataFormatException(where, parts.size() - 1 + " blanks", "one XXXXX or ___");
        }
        if (choices.size() < 2 || !choices.contains(answer)) {
            throw new DataFormatException(
                    where, "'" + answer + "' of " + choices, "two choices or more, the answer among them");
        }
        List<Option> options = new ArrayList<>();
        String before = detokeniser.apply(story + parts.get(0).stripTrailing());
        for (String choice : choices) {
            String all = detokeniser.apply(story + parts.get(0) + choice + parts.get(1));
            // Where the choice begins, as far as it is written in the same way with and without it.
            int cut = commonPrefix(before, all);
            options.add(new Option(all.substring(0, cut), all.substring(cut)));
        }
        return new ChoiceQuestion(options, choices.indexOf(answer));
    }

    private static int commonPrefix(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int at = 0;
        while (at < length && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }
}
