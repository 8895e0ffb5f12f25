package io.draftgate.cli.evaluation;

import io.draftgate.gpt2.scoring.ContinuationScorer;
import java.io.IOException;
import java.util.List;

/** How often the likeliest of several answers is the right one. Immutable. */
record ChoiceAccuracy(Reader reader, ToFigure figure) implements Evaluation {

    /** Reads the questions of a data set. */
    @FunctionalInterface
    interface Reader {
        List<ChoiceQuestion> read(DataFiles data, int limit) throws IOException;
    }

    /** Makes a figure of a share in percent. */
    @FunctionalInterface
    interface ToFigure {
        Figure of(DataFiles data, double percent);
    }

    @Override
    public Outcome measure(Subject subject, DataFiles data, int limit, Progress progress) throws IOException {
        List<ChoiceQuestion> questions = reader.read(data, limit);
        if (questions.isEmpty()) {
            throw new DataFormatException(data.name(), "no question", "at least one");
        }
        int right = 0;
        try (ContinuationScorer scorer = subject.continuations()) {
            for (int i = 0; i < questions.size(); i++) {
                right += likeliest(questions.get(i), scorer) == questions.get(i).answer() ? 1 : 0;
                progress.done(i + 1L, questions.size());
            }
        }
        return new Outcome(questions.size(), List.of(figure.of(data, 100.0 * right / questions.size())));
    }

    /** The first of the likeliest. */
    private static int likeliest(ChoiceQuestion question, ContinuationScorer scorer) {
        int likeliest = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < question.options().size(); i++) {
            ChoiceQuestion.Option option = question.options().get(i);
            double logProbability =
                    scorer.score(option.context(), option.scored()).logProbability();
            if (logProbability > highest) {
                highest = logProbability;
                likeliest = i;
            }
        }
        return likeliest;
    }
}
