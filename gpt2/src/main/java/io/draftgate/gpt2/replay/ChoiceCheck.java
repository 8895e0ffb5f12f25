package io.draftgate.gpt2.replay;

import io.draftgate.gpt2.scoring.SequenceReader;
import io.draftgate.gpt2.task.Choice;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Weighs the choices of a draft again: no random number was drawn, so it refutes and cannot prove. Confined to one thread. */
final class ChoiceCheck {
    private final SequenceReader reader;
    private final Reading reading;
    private final BytePairEncoding tokenizer;
    private final int contextLength;
    private final Tolerance tolerance;

    ChoiceCheck(
            SequenceReader reader,
            Reading reading,
            BytePairEncoding tokenizer,
            int contextLength,
            Tolerance tolerance) {
        this.reader = reader;
        this.reading = reading;
        this.tokenizer = tokenizer;
        this.contextLength = contextLength;
        this.tolerance = tolerance;
    }

    Report check(Claim claim) {
        int taken = Choice.likeliest(claim.choices());
        Optional<List<int[]>> tokens = tokens(claim, taken);
        if (tokens.isEmpty()) {
            return Report.refuted(
                    "The text is not the likeliest of the recorded choices, followed by what its tokens say");
        }
        int longest = tokens.get().stream().mapToInt(ids -> ids.length).max().orElseThrow();
        boolean isReadable = claim.promptTokenIds().size() + longest <= contextLength
                && claim.promptTokenIds().stream().allMatch(id -> id >= 0 && id < tokenizer.vocabularySize());
        return isReadable
                ? weigh(claim, taken, tokens.get())
                : Report.refuted("Prompt and choices do not fit the model: at most " + contextLength
                        + " tokens of its vocabulary were expected");
    }

    /** The tokens of each choice and the rest of the text; nothing if the draft's text is not the choice that was taken. */
    private Optional<List<int[]>> tokens(Claim claim, int taken) {
        boolean isInVocabulary = claim.tokenIds().stream().allMatch(id -> id >= 0 && id < tokenizer.vocabularySize());
        String all = isInVocabulary ? tokenizer.decode(claim.tokenIds()) : "";
        String choice = claim.choices().get(taken).choice();
        if (!all.startsWith(claim.text()) || !claim.text().endsWith(choice)) {
            return Optional.empty();
        }
        String space = claim.text().substring(0, claim.text().length() - choice.length());
        String rest = all.substring(claim.text().length());
        List<int[]> tokens = claim.choices().stream()
                .map(other -> tokenizer.encode(space + other.choice() + rest))
                .toList();
        int[] ids = claim.tokenIds().stream().mapToInt(Integer::intValue).toArray();
        boolean isCounted = IntStream.range(0, tokens.size())
                .allMatch(i -> tokens.get(i).length == claim.choices().get(i).tokens());
        return isCounted && Arrays.equals(tokens.get(taken), ids) ? Optional.of(tokens) : Optional.empty();
    }

    private Report weigh(Claim claim, int taken, List<int[]> tokens) {
        var tally = new Tally(tolerance, claim.trace());
        double[] weighed = new double[tokens.size()];
        double largest = 0;
        for (int choice = 0; choice < weighed.length; choice++) {
            weighed[choice] = weigh(claim, tokens.get(choice), choice == taken ? Optional.of(tally) : Optional.empty());
            double difference =
                    Math.abs(weighed[choice] - claim.choices().get(choice).logProbability());
            largest = Math.max(largest, difference / tokens.get(choice).length);
        }
        List<String> reasons = new ArrayList<>();
        boolean isTraced =
                tally.meanDifference() <= tolerance.trace() && tally.largestDifference() <= tolerance.largestTrace();
        if (largest > tolerance.trace() || !isTraced) {
            reasons.add(
                    "The recorded log-probabilities are not those of this model in this precision: those of a choice differ by "
                            + Figures.of(Math.max(largest, tally.meanDifference())) + " a token, expected at most "
                            + Figures.of(tolerance.trace()));
        }
        double slack = 2 * tolerance.trace() * tokens.get(taken).length;
        if (Arrays.stream(weighed).max().orElseThrow() > weighed[taken] + slack) {
            reasons.add("Another of the choices is likelier than the one that was taken");
        }
        Verdict verdict = reasons.isEmpty() ? Verdict.INCONCLUSIVE : Verdict.REFUTED;
        if (reasons.isEmpty()) {
            reasons.add("The draft is the likeliest of " + weighed.length
                    + " choices, as recorded: no random number was drawn, any seed takes it");
        }
        return new Report(verdict, 0, 0, 0, 0, 0, tally.meanDifference(), tally.largestDifference(), 0, reasons);
    }

    private double weigh(Claim claim, int[] choice, Optional<Tally> tally) {
        int promptLength = claim.promptTokenIds().size();
        int[] sequence = IntStream.concat(
                        claim.promptTokenIds().stream().mapToInt(Integer::intValue), Arrays.stream(choice))
                .toArray();
        double[] sum = {0};
        SequenceReader.Listener listener = (position, next) -> {
            int at = position - promptLength;
            if (at < choice.length) {
                double logProbability = next.logProbability(choice[at]);
                sum[0] += logProbability;
                tally.ifPresent(taken -> taken.trace(at, logProbability));
            }
        };
        reading.read(reader, List.of(new SequenceReader.Written(sequence, promptLength, listener)));
        return sum[0];
    }
}
