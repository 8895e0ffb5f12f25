package io.draftgate.detection.policy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Knows categories of text by their words: a logistic regression over hashed words and pairs of words, trained by Tribuo from
 * what reviewers decided. A hint for reviewers that learns from them, no judge. Immutable, thread-safe.
 */
public final class TextClassifier {

    /** Fewer texts of a category teach nothing about it. */
    public static final int MIN_TEXTS = 10;

    private static final int BUCKETS = 1 << 16;
    private static final double COST = 1;
    private static final int MAX_ITERATIONS = 1_000;
    private static final double TOLERANCE = 0.01;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{1,40}");

    private final Model<Label> model;

    private TextClassifier(Model<Label> model) {
        this.model = model;
    }

    /** A text with the category that a reviewer put it into. */
    public record Example(String text, String category) {}

    /**
     * Trains a classifier.
     *
     * @throws IllegalArgumentException unless at least two categories have {@link #MIN_TEXTS} texts
     */
    public static TextClassifier train(List<Example> examples) {
        Map<String, Long> counts =
                examples.stream().collect(Collectors.groupingBy(Example::category, Collectors.counting()));
        if (counts.values().stream().filter(count -> count >= MIN_TEXTS).count() < 2) {
            throw new IllegalArgumentException("categories with their texts are "
                    + new TreeSet<>(counts.entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + entry.getValue())
                            .toList())
                    + ", expected at least two with " + MIN_TEXTS + " texts");
        }
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("draftgate reviewers' decisions", labels), labels);
        examples.stream()
                .filter(example -> counts.getOrDefault(example.category(), 0L) >= MIN_TEXTS)
                .filter(example -> WORD.matcher(example.text()).find())
                .forEach(example -> dataset.add(example(example.category(), example.text())));
        return new TextClassifier(new LibLinearClassificationTrainer(
                        new LinearClassificationType(LinearType.L2R_LR), COST, MAX_ITERATIONS, TOLERANCE)
                .train(dataset));
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IOException if it is no classifier
     */
    public static TextClassifier read(byte[] bytes) throws IOException {
        try {
            return new TextClassifier(
                    Model.deserialize(ModelProto.parseFrom(bytes)).castModel(Label.class));
        } catch (InvalidProtocolBufferException | IllegalStateException | ClassCastException e) {
            throw new IOException("not a classifier, 'draftgate policy train' writes one", e);
        }
    }

    /** Tribuo's own protobuf form. */
    public byte[] bytes() {
        return model.serialize().toByteArray();
    }

    /** The categories it knows. */
    public SortedSet<String> categories() {
        return model.getOutputIDInfo().getDomain().stream()
                .map(Label::getLabel)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Probability that a text belongs to a category, 0 to 1; 0 for a text without words. */
    public double probability(String text, String category) {
        if (!WORD.matcher(text).find()) {
            return 0;
        }
        Label score =
                model.predict(example(Label.UNKNOWN, text)).getOutputScores().get(category);
        return score == null ? 0 : score.getScore();
    }

    /** Finds the whole text where it belongs to a category with at least this probability. */
    Finder finder(String category, double from) {
        return text -> new Finder.Findings(
                probability(text, category) >= from ? List.of(new Span(0, text.length())) : List.of(), true);
    }

    /** Counts become square roots, and the row has length 1: a long text weighs as much as a short one. */
    private static ArrayExample<Label> example(String category, String text) {
        Map<String, Integer> counts = new HashMap<>();
        Matcher matcher = WORD.matcher(text);
        String before = "";
        while (matcher.find()) {
            String word = matcher.group().toLowerCase(Locale.ROOT);
            counts.merge(bucket(word), 1, Integer::sum);
            counts.merge(bucket(before + " " + word), 1, Integer::sum);
            before = word;
        }
        double length =
                Math.sqrt(counts.values().stream().mapToInt(Integer::intValue).sum());
        String[] names = counts.keySet().toArray(String[]::new);
        double[] values = Arrays.stream(names)
                .mapToDouble(name -> Math.sqrt(counts.getOrDefault(name, 0)) / length)
                .toArray();
        return new ArrayExample<>(new Label(category), names, values);
    }

    private static String bucket(String symbol) {
        return "b" + Math.floorMod(symbol.hashCode() * 0x9E3779B9, BUCKETS);
    }
}
