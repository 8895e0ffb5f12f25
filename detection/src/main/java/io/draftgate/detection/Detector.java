package io.draftgate.detection;

import io.draftgate.detection.feature.FeatureSet;
import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.feature.Reading;
import io.draftgate.detection.likelihood.LanguageModel;
import io.draftgate.detection.likelihood.TokenSpans;
import io.draftgate.detection.model.LengthBand;
import io.draftgate.detection.model.OperatingPoint;
import io.draftgate.detection.model.Score;
import io.draftgate.detection.text.Disguise;
import io.draftgate.detection.text.NormalisedText;
import io.draftgate.gpt2.model.Gpt2;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Tells machine-written text from human text, or says that it cannot. Immutable and thread-safe; close it to release its
 * language model.
 *
 * <pre>{@code
 * try (Detector detector = Detector.bundled()) {
 *     Detection found = detector.detect(SuspectText.of("Once upon a time ..."));
 *     System.out.println(found.verdict() + " " + found.probability() + " " + found.reasons());
 * }
 * }</pre>
 */
public final class Detector implements AutoCloseable {

    private static final String BUNDLED = "detector.bin";

    private static final Reason NOT_CALIBRATED = new Reason(
            "not-calibrated",
            "Not calibrated: the false-positive rate is that of the training's human texts, not of yours;"
                    + " 'draftgate detector calibrate' makes it yours");

    private final DetectorDefinition definition;
    private final String digest;
    private final FeatureSet features;
    private final LanguageModel languageModel;

    private Detector(DetectorFile.Content content, String name, LanguageModel languageModel) {
        this.definition = content.definition();
        this.digest = content.digest();
        this.languageModel = languageModel;
        if (!languageModel.digest().equals(definition.card().languageModelDigest())) {
            throw new DetectorFormatException(name + ": made with language model "
                    + definition.card().languageModel() + " ("
                    + definition.card().languageModelDigest() + "), got "
                    + languageModel.name() + " (" + languageModel.digest()
                    + "); give it that model, or train a detector with this one");
        }
        this.features = DetectorDefinition.features(definition.tables(), languageModel.tokenizer());
        if (!features.names().equals(definition.ensemble().standardiser().names())) {
            throw new DetectorFormatException(
                    name + ": made with other features than this release measures; train it again"
                            + " with 'draftgate detector train'");
        }
    }

    /** The detector that comes with Draftgate, with the bundled language model. */
    public static Detector bundled() {
        try (InputStream in = Detector.class.getResourceAsStream(BUNDLED)) {
            if (in == null) {
                throw new IllegalStateException(BUNDLED + " is missing from the jar");
            }
            return of("bundled " + BUNDLED, in.readAllBytes(), LanguageModel.of(Gpt2.bundled()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens a detector made with the bundled language model.
     *
     * @throws DetectorFormatException if the file is damaged, of another version, or made with another language model
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Detector open(Path file) {
        return open(file, Gpt2.bundled());
    }

    /** Opens a detector made with this language model; closes the model when it is closed itself. */
    public static Detector open(Path file, Gpt2 model) {
        try {
            return of(file.toString(), Files.readAllBytes(file), LanguageModel.of(model));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** A detector that was just trained. */
    public static Detector of(DetectorDefinition definition, LanguageModel languageModel) {
        return of("trained detector", DetectorFile.write(definition), languageModel);
    }

    private static Detector of(String name, byte[] bytes, LanguageModel languageModel) {
        try {
            return new Detector(DetectorFile.read(name, bytes), name, languageModel);
        } catch (DetectorFormatException e) {
            languageModel.close();
            throw e;
        }
    }

    /** Writes the detector's file, the same bytes for the same detector. */
    public void save(Path file) {
        save(definition, file);
    }

    /**
     * Writes a detector's file.
     *
     * @return the digest of the detector
     */
    public static String save(DetectorDefinition definition, Path file) {
        try {
            byte[] bytes = DetectorFile.write(definition);
            Files.write(file, bytes);
            return DetectorFile.read(file.toString(), bytes).digest();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** {@code sha256:<hex>} over everything that decides: models, tables, thresholds. */
    public String digest() {
        return digest;
    }

    /** All that training decided about it. */
    public DetectorDefinition definition() {
        return definition;
    }

    /** Provenance and measured figures. */
    public DetectorCard card() {
        return definition.card();
    }

    /** Judges any text in bounded time; a text that cannot be judged is an ABSTAIN with its reason. */
    public Detection detect(SuspectText suspect) {
        return detectAll(List.of(suspect)).get(0);
    }

    /**
     * Judges texts as {@link #detect} does, the language model reading those beside each other that it has to read.
     *
     * @return of each its verdict, in order
     */
    public List<Detection> detectAll(List<SuspectText> suspects) {
        List<Seen> seen = suspects.stream().map(this::see).toList();
        try {
            return readSeen(seen).stream().map(this::judge).toList();
        } catch (RuntimeException unreadable) {
            // One of them cannot be read, and must not take the others with it.
            return seen.stream().map(this::judge).toList();
        }
    }

    /**
     * A text as far as it is known before it is measured.
     *
     * @param reading the language model's, if it has read the text
     * @param point of a text of its length, if there is one
     */
    private record Seen(
            NormalisedText text, Passage passage, Optional<Reading> reading, Optional<OperatingPoint> point) {

        /** Whether a verdict needs a reading that is not there. */
        boolean isUnread() {
            return reading.isEmpty() && point.isPresent() && passage.isProse();
        }

        Seen with(Reading read) {
            return new Seen(text, passage, Optional.of(read), point);
        }
    }

    private Seen see(SuspectText suspect) {
        NormalisedText text = NormalisedText.of(suspect.text());
        boolean own =
                suspect.readerDigest().filter(languageModel.digest()::equals).isPresent();
        return new Seen(
                text,
                Passage.of(text),
                suspect.reading().filter(reading -> own),
                definition.calibration().at(text.text().length()));
    }

    /**
     * The same texts, with readings of those that need one. Where none does, as for drafts that bring theirs along, the language
     * model is not asked: it may be busy for others.
     */
    private List<Seen> readSeen(List<Seen> texts) {
        List<Seen> unread = texts.stream().filter(Seen::isUnread).toList();
        if (unread.isEmpty()) {
            return texts;
        }
        Iterator<Reading> readings = languageModel
                .readAll(unread.stream().map(text -> text.passage().text()).toList())
                .iterator();
        return texts.stream()
                .map(text -> text.isUnread() ? text.with(readings.next()) : text)
                .toList();
    }

    private Detection judge(Seen seen) {
        NormalisedText text = seen.text();
        if (seen.point().isEmpty()) {
            return unmeasured(text);
        }
        Passage passage = seen.passage();
        OperatingPoint point = seen.point().get();
        if (!passage.isProse()) {
            return abstain(
                    "no-prose",
                    "Holds " + passage.words().size() + " words, " + passage.differentWords()
                            + " of them different; a verdict needs at least " + Passage.MIN_WORDS + ", "
                            + Passage.MIN_DIFFERENT_WORDS + " of them different",
                    text,
                    point.toString());
        }
        try {
            return judge(score(seen), point, text);
        } catch (RuntimeException e) {
            return Detection.failed(e.getClass().getSimpleName() + ": " + e.getMessage(), digest);
        }
    }

    private Score score(Seen seen) {
        return definition.ensemble().score(features.measure(seen.passage().with(reading(seen))));
    }

    private Reading reading(Seen seen) {
        return seen.reading().orElseGet(() -> languageModel.read(seen.passage().text()));
    }

    /**
     * The raw score, also of texts too short for a verdict; empty for a text without any prose.
     */
    public OptionalDouble score(SuspectText suspect) {
        Seen seen = see(suspect);
        return seen.passage().words().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(score(seen).joined());
    }

    /**
     * The raw scores of pieces of a text, each by itself, from one reading of the whole: the language model is not asked where the
     * reading comes with the text. Pieces that lie beyond what it read are told by their words alone.
     *
     * @param borders indices into the text, ascending; a piece lies between each two
     * @return one a piece; empty for a piece without any prose
     */
    public List<OptionalDouble> scores(SuspectText suspect, List<Integer> borders) {
        SuspectText read = read(suspect);
        TokenSpans spans = TokenSpans.of(read.text(), languageModel.tokenizer());
        List<OptionalDouble> scores = new ArrayList<>();
        for (int i = 1; i < borders.size(); i++) {
            int from = borders.get(i - 1);
            int to = borders.get(i);
            Reading part = spans.cut(read.reading().orElseThrow(), from, to);
            scores.add(score(SuspectText.of(read.text().substring(from, to), part, languageModel.digest())));
        }
        return scores;
    }

    /** Judges a text sentence by sentence, for people who ask where it is suspicious. */
    public SentenceScores sentences(SuspectText suspect) {
        Seen seen = see(suspect);
        if (seen.passage().words().isEmpty()) {
            return new SentenceScores(List.of());
        }
        return new SentenceScorer(
                        seen.text(), seen.passage(), reading(seen), languageModel.tokenizer(), this::probability)
                .score();
    }

    /** Judges a text and says why, for people who have to decide about it. */
    public ExplainedDetection explain(SuspectText suspect) {
        SuspectText read = read(suspect);
        Seen seen = see(read);
        NormalisedText text = seen.text();
        Passage passage = seen.passage().with(reading(seen));
        Detection detection = judge(seen);
        List<ExplainedDetection.FeatureNote> notes = detection.humanShare().isPresent()
                ? new FeatureNotes(definition.ensemble(), definition.norms())
                        .of(features.measure(passage), text.text().length())
                : List.of();
        return new ExplainedDetection(detection, notes, sentences(read), tokens(text, passage));
    }

    private List<ExplainedDetection.RankedToken> tokens(NormalisedText text, Passage passage) {
        TokenSpans spans = TokenSpans.of(passage.text(), languageModel.tokenizer());
        Reading reading = passage.reading().orElseThrow();
        List<ExplainedDetection.RankedToken> tokens = new ArrayList<>();
        for (int t = 0; t < Math.min(spans.size(), reading.size()); t++) {
            tokens.add(new ExplainedDetection.RankedToken(
                    text.origin(spans.start(t)),
                    text.origin(spans.end(t)),
                    reading.trace().ranks().get(t),
                    reading.trace().logProbabilities().get(t)));
        }
        return tokens;
    }

    /**
     * The same texts with the language model's view of those that a verdict needs it for, read beside each other. If one cannot be
     * read, all stay as they are, and are read when they are judged.
     */
    public List<SuspectText> readAll(List<SuspectText> suspects) {
        List<Seen> read;
        try {
            read = readSeen(suspects.stream().map(this::see).toList());
        } catch (RuntimeException unreadable) {
            return suspects;
        }
        List<SuspectText> texts = new ArrayList<>();
        for (int i = 0; i < suspects.size(); i++) {
            SuspectText suspect = suspects.get(i);
            texts.add(read.get(i)
                    .reading()
                    .map(reading -> SuspectText.of(suspect.text(), reading, languageModel.digest()))
                    .orElse(suspect));
        }
        return texts;
    }

    /** The same text with the language model's view of it, so that it is read once however often it is judged. */
    public SuspectText read(SuspectText suspect) {
        return SuspectText.of(suspect.text(), reading(see(suspect)), languageModel.digest());
    }

    @Override
    public void close() {
        languageModel.close();
    }

    LanguageModel languageModel() {
        return languageModel;
    }

    /** The features of a passage that was read. */
    double[] measure(Passage read) {
        return features.measure(read);
    }

    private OptionalDouble probability(Passage seen) {
        Optional<OperatingPoint> point = definition.calibration().at(seen.text().length());
        if (point.isEmpty()) {
            return OptionalDouble.empty();
        }
        Score score = definition.ensemble().score(features.measure(seen));
        return OptionalDouble.of(point.get().probability(score.joined()));
    }

    private Detection judge(Score score, OperatingPoint point, NormalisedText text) {
        Verdict verdict = Verdict.ABSTAIN;
        if (score.joined() >= point.syntheticFrom()) {
            verdict = Verdict.SYNTHETIC;
        } else if (score.joined() <= point.humanUpTo()) {
            verdict = Verdict.HUMAN;
        }
        List<Reason> reasons = new ArrayList<>();
        reasons.add(Explanation.of(verdict, score, point));
        reasons.addAll(evidence(text));
        if (!definition.calibration().onUsersTexts()) {
            reasons.add(NOT_CALIBRATED);
        }
        return new Detection(
                OptionalDouble.of(point.probability(score.joined())),
                verdict,
                reasons,
                digest,
                point.toString(),
                OptionalDouble.of(point.humanShareFrom(score.joined())));
    }

    private Detection unmeasured(NormalisedText text) {
        int characters = text.text().length();
        int shortest = definition.calibration().points().stream()
                .mapToInt(point -> point.band().from())
                .min()
                .orElse(LengthBand.ALL.get(0).from());
        if (characters < shortest) {
            return abstain(
                    "too-short",
                    "Has " + characters + " characters, a verdict needs at least " + shortest,
                    text,
                    "none");
        }
        return abstain(
                "no-threshold",
                "No threshold holds its rate for " + characters + " characters; calibrate with more human texts",
                text,
                "none");
    }

    private Detection abstain(String code, String why, NormalisedText text, String operatingPoint) {
        List<Reason> reasons = new ArrayList<>(List.of(new Reason(code, why)));
        reasons.addAll(evidence(text));
        return new Detection(OptionalDouble.empty(), Verdict.ABSTAIN, reasons, digest, operatingPoint);
    }

    private static List<Reason> evidence(NormalisedText text) {
        List<Reason> reasons = new ArrayList<>();
        for (Disguise disguise : text.disguises()) {
            if (disguise.kind() == Disguise.Kind.UNREADABLE) {
                reasons.add(new Reason(
                        "unreadable",
                        "Held " + disguise.count() + " characters that stand for unreadable bytes, left out"));
            } else if (disguise.kind().isSuspicious()) {
                reasons.add(new Reason(
                        "hidden-"
                                + disguise.kind()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'),
                        "Held " + disguise.count() + " " + disguise.kind().words() + ", undone before measuring"));
            }
        }
        return reasons;
    }
}
