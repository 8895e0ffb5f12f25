package io.draftgate.gpt2.replay;

import io.draftgate.gpt2.FinishReason;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.sampling.Distribution;
import io.draftgate.gpt2.sampling.History;
import io.draftgate.gpt2.sampling.Philox;
import io.draftgate.gpt2.scoring.SequenceReader;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Replays drafts on one model in one precision. Confined to one thread.
 *
 * <pre>{@code
 * try (Replay replay = Replay.open(model, 2, Precision.F32, Reading.WHOLE)) {
 *     Report report = replay.check(claim);
 * }
 * }</pre>
 */
public final class Replay implements AutoCloseable {
    /** After so many it does not matter which other tokens might be put down to rounding, and finding out is slow. */
    private static final int REFUTED_BEYOND_DOUBT = 20;

    /** Beyond it a step gains little by another draft. */
    private static final int MOST_BESIDE = 32;

    /** Of the keys and values of drafts that are read beside each other. */
    private static final long CACHE_BYTES = 512L << 20;

    private final SequenceReader reader;
    private final int most;
    private final BytePairEncoding tokenizer;
    private final int contextLength;
    private final Tolerance tolerance;
    private final TokenCheck tokenCheck;
    private final ChoiceCheck choiceCheck;
    private final Reading reading;

    private Replay(SequenceReader reader, int most, Gpt2 model, Reading reading, Tolerance tolerance) {
        this.reader = reader;
        this.most = most;
        this.reading = reading;
        this.tolerance = tolerance;
        tokenizer = model.tokenizer();
        contextLength = model.config().contextLength();
        choiceCheck = new ChoiceCheck(reader, reading, tokenizer, contextLength, tolerance);
        tokenCheck = new TokenCheck(tokenizer.vocabularySize(), tokenizer.endOfText(), tolerance);
    }

    /**
     * Starts a session of its own on the model.
     *
     * @param precision in which the drafts say they were written
     */
    public static Replay open(Gpt2 model, int threads, Precision precision, Reading reading) {
        int most = reading == Reading.WHOLE ? 1 : beside(model);
        return new Replay(
                SequenceReader.open(model, threads, precision, most),
                most,
                model,
                reading,
                Tolerance.of(precision, reading));
    }

    private static int beside(Gpt2 model) {
        return (int)
                Math.max(1, Math.min(MOST_BESIDE, CACHE_BYTES / model.config().kvCacheBytesPerSlot()));
    }

    /** How many drafts {@link #check(List)} takes at once. */
    int most() {
        return most;
    }

    /** Feeds a draft through the model and draws every token again, or weighs every choice. */
    public Report check(Claim claim) {
        return check(List.of(claim)).get(0);
    }

    /**
     * Checks several drafts beside each other, where that is quicker.
     *
     * @param claims at most {@link #most}
     * @return the reports in the same order
     */
    List<Report> check(List<Claim> claims) {
        List<Tally> tallies = claims.stream()
                .map(claim -> new Tally(tolerance, claim.trace()))
                .toList();
        List<SequenceReader.Written> sequences = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            if (claims.get(i).choices().isEmpty() && isReadable(claims.get(i))) {
                sequences.add(written(claims.get(i), tallies.get(i)));
            }
        }
        reading.read(reader, sequences);
        return IntStream.range(0, claims.size())
                .mapToObj(i -> conclude(claims.get(i), tallies.get(i)))
                .toList();
    }

    private Report conclude(Claim claim, Tally tally) {
        if (!claim.choices().isEmpty()) {
            return choiceCheck.check(claim);
        }
        List<String> reasons = new ArrayList<>(TextCheck.problems(claim, tokenizer));
        if (!isReadable(claim)) {
            reasons.add("Prompt and draft do not fit the model: token ids from 0 to " + (tokenizer.vocabularySize() - 1)
                    + " and at most " + contextLength + " of them were expected");
        }
        addReasons(claim, tally, reasons);
        Verdict verdict = Verdict.REFUTED;
        if (reasons.isEmpty()) {
            reasons.addAll(doubts(claim, tally));
            verdict = reasons.isEmpty() ? Verdict.ACCEPTED : Verdict.INCONCLUSIVE;
        }
        return report(verdict, tally, reasons);
    }

    private boolean isReadable(Claim claim) {
        return claim.promptTokenIds().size() + claim.tokenIds().size() <= contextLength
                && sequence(claim).allMatch(id -> id >= 0 && id < tokenizer.vocabularySize());
    }

    private static IntStream sequence(Claim claim) {
        return IntStream.concat(
                claim.promptTokenIds().stream().mapToInt(Integer::intValue),
                claim.tokenIds().stream().mapToInt(Integer::intValue));
    }

    private SequenceReader.Written written(Claim claim, Tally tally) {
        int promptLength = claim.promptTokenIds().size();
        History history = History.of(
                claim.promptTokenIds().stream().mapToInt(Integer::intValue).toArray());
        SequenceReader.Listener listener = (position, next) -> {
            int at = position - promptLength;
            if (at < claim.tokenIds().size()) {
                int id = claim.tokenIds().get(at);
                draw(claim, tally, history, next, at, id);
                tally.trace(at, next.logProbability(id));
                history.add(id);
            } else if (claim.finishReason() == FinishReason.END_OF_TEXT) {
                draw(claim, tally, history, next, at, tokenizer.endOfText());
            }
        };
        return new SequenceReader.Written(sequence(claim).toArray(), promptLength, listener);
    }

    private void draw(Claim claim, Tally tally, History history, Distribution next, int at, int id) {
        SamplingParameters parameters = claim.parameters();
        double uniform = Philox.uniform(parameters.seed(), claim.completionIndex(), at);
        Set<Integer> suppressed = parameters.suppressedAt(at, tokenizer.endOfText());
        var place = new TokenCheck.Place(next, parameters.shaping(), history, suppressed, uniform);
        boolean isTolerant = tally.count(TokenCheck.Finding.REFUTED) < REFUTED_BEYOND_DOUBT;
        boolean isWeighed = tally.evidenceBits() < tolerance.trustedBits();
        tally.token(tokenCheck.check(place, id, isTolerant, isWeighed));
    }

    private void addReasons(Claim claim, Tally tally, List<String> reasons) {
        int refuted = tally.count(TokenCheck.Finding.REFUTED);
        if (refuted > tolerance.refutedTokens()) {
            reasons.add(refuted + " of " + tally.tokens() + " tokens are not those that model, settings and seed draw, "
                    + "the first at position " + tally.firstRefuted());
        }
        if (tally.meanMargin() > tolerance.meanMargin()) {
            reasons.add("The random numbers miss their tokens by " + Figures.of(tally.meanMargin())
                    + " of the distribution on the average, expected at most " + Figures.of(tolerance.meanMargin()));
        }
        boolean isTraced =
                tally.meanDifference() <= tolerance.trace() && tally.largestDifference() <= tolerance.largestTrace();
        if (!isTraced && !claim.tokenIds().isEmpty()) {
            reasons.add("The recorded log-probabilities are not those of this model in this precision: they differ by "
                    + Figures.of(tally.meanDifference()) + " on the average and "
                    + Figures.of(tally.largestDifference())
                    + " at most, expected " + Figures.of(tolerance.trace()) + " and "
                    + Figures.of(tolerance.largestTrace()));
        }
    }

    private List<String> doubts(Claim claim, Tally tally) {
        if (claim.parameters().isGreedy()) {
            return List.of("The draft is greedy: no random number was drawn, any seed writes it");
        }
        if (tally.evidenceBits() < tolerance.trustedBits()) {
            return List.of("The draft is too short or too foreseeable: another seed writes it with a chance of 2^-"
                    + Math.round(tally.evidenceBits()) + ", expected less than 2^-"
                    + Math.round(tolerance.trustedBits()));
        }
        return List.of();
    }

    private static Report report(Verdict verdict, Tally tally, List<String> reasons) {
        return new Report(
                verdict,
                tally.tokens(),
                tally.count(TokenCheck.Finding.EXACT),
                tally.count(TokenCheck.Finding.WITHIN_TOLERANCE),
                tally.count(TokenCheck.Finding.REFUTED),
                tally.meanMargin(),
                tally.meanDifference(),
                tally.largestDifference(),
                tally.evidenceBits(),
                reasons);
    }

    @Override
    public void close() {
        reader.close();
    }
}
