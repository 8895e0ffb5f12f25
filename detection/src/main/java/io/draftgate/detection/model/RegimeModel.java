package io.draftgate.detection.model;

import com.google.protobuf.Any;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.common.liblinear.LibLinearModel;
import org.tribuo.common.liblinear.protos.LibLinearModelProto;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Tells human text from machine text of one decoding regime: a logistic regression with a strong L2 penalty, trained by
 * Tribuo. Its score is in deviations above the mean of human text, so that regimes can be joined. Immutable, thread-safe.
 */
public final class RegimeModel {

    private static final String HUMAN = "human";
    private static final String MACHINE = "machine";
    private static final int MAX_ITERATIONS = 1_000;
    private static final double TOLERANCE = 0.01;

    private final Regime regime;
    private final byte[] protobuf;
    private final int[] columns;
    private final double[] weights;
    private final double intercept;
    private final double humanMean;
    private final double humanDeviation;

    private RegimeModel(Regime regime, byte[] protobuf, List<String> allNames, double mean, double deviation)
            throws IOException {
        this.regime = regime;
        this.protobuf = protobuf;
        Model<Label> model = Model.deserialize(ModelProto.parseFrom(protobuf)).castModel(Label.class);
        String[] names = model.getFeatureIDMap().keySet().stream().sorted().toArray(String[]::new);
        this.columns = columns(names, allNames);
        if (IntStream.of(columns).anyMatch(column -> column < 0)) {
            throw new IOException("the model of regime " + regime + " looks at features this version does not measure");
        }
        // A sum of products is a hundred times faster than a prediction of Tribuo's, and asking for what is not a
        // product,
        // once, gives the sign that liblinear's order of labels has.
        this.intercept = logOdds(model, names, -1);
        this.weights = weights(model, names);
        double sign = sign(model, names, weights, intercept);
        Arrays.setAll(weights, i -> sign * weights[i]);
        this.humanMean = mean;
        this.humanDeviation = deviation;
    }

    /**
     * Trains on standardised rows.
     *
     * @param allNames of the columns of the rows
     * @param used those that this regime looks at
     * @param cost C of liblinear: the smaller, the stronger the penalty
     */
    public static RegimeModel train(
            Regime regime,
            List<String> allNames,
            List<String> used,
            List<double[]> human,
            List<double[]> machine,
            double cost) {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("draftgate " + regime, labels), labels);
        String[] names = used.stream().sorted().toArray(String[]::new);
        int[] columns = columns(names, allNames);
        human.forEach(row -> dataset.add(example(HUMAN, names, columns, row)));
        machine.forEach(row -> dataset.add(example(MACHINE, names, columns, row)));
        Model<Label> model = new LibLinearClassificationTrainer(
                        new LinearClassificationType(LinearType.L2R_LR), cost, MAX_ITERATIONS, TOLERANCE)
                .train(dataset);
        try {
            byte[] protobuf = bytes(model);
            RegimeModel raw = new RegimeModel(regime, protobuf, allNames, 0, 1);
            double[] scores = human.stream().mapToDouble(raw::score).toArray();
            double mean = Arrays.stream(scores).average().orElseThrow();
            double variance = Arrays.stream(scores)
                    .map(score -> (score - mean) * (score - mean))
                    .average()
                    .orElseThrow();
            return new RegimeModel(regime, protobuf, allNames, mean, Math.sqrt(Math.max(variance, 1e-12)));
        } catch (IOException e) {
            throw new IllegalStateException("a model just trained cannot be read", e);
        }
    }

    /**
     * Reads a model that {@link #bytes} wrote.
     *
     * @throws IOException if it is no Tribuo model of human and machine, or looks at a feature not in {@code allNames}
     */
    public static RegimeModel read(
            Regime regime, byte[] protobuf, List<String> allNames, double humanMean, double humanDeviation)
            throws IOException {
        return new RegimeModel(regime, protobuf.clone(), allNames, humanMean, humanDeviation);
    }

    /** Tribuo's own protobuf form, less the hour at which it was trained: equal models have equal bytes. */
    public byte[] bytes() {
        return protobuf.clone();
    }

    public Regime regime() {
        return regime;
    }

    public double humanMean() {
        return humanMean;
    }

    public double humanDeviation() {
        return humanDeviation;
    }

    /**
     * How far a text lies above human text, in deviations of human text.
     *
     * @param standardised all columns
     */
    public double score(double[] standardised) {
        double logOdds = intercept;
        for (int i = 0; i < weights.length; i++) {
            logOdds += weights[i] * standardised[columns[i]];
        }
        return (logOdds - humanMean) / humanDeviation;
    }

    /**
     * What each column adds to the score, in deviations of human text; 0 for those that this regime does not look at.
     *
     * @param standardised all columns
     */
    public double[] contributions(double[] standardised) {
        double[] contributions = new double[standardised.length];
        for (int i = 0; i < weights.length; i++) {
            contributions[columns[i]] = weights[i] * standardised[columns[i]] / humanDeviation;
        }
        return contributions;
    }

    /** The weights as liblinear has them, whatever the order of its labels. */
    private static double[] weights(Model<Label> model, String[] names) throws IOException {
        if (!(model instanceof LibLinearModel<Label> linear)) {
            throw new IOException("a model of " + model.getName() + ", expected one of liblinear");
        }
        double[] byId = linear.getInnerModels().get(0).getFeatureWeights();
        return Arrays.stream(names)
                .mapToDouble(name -> byId[model.getFeatureIDMap().getID(name)])
                .toArray();
    }

    /** 1 if a positive weight speaks for a machine, -1 if for a person; told by the feature that weighs most. */
    private static double sign(Model<Label> model, String[] names, double[] weights, double intercept) {
        int heaviest = IntStream.range(0, weights.length)
                .boxed()
                .max(Comparator.comparingDouble(i -> Math.abs(weights[i])))
                .orElseThrow();
        double effect = logOdds(model, names, heaviest) - intercept;
        return Math.signum(effect) == Math.signum(weights[heaviest]) ? 1 : -1;
    }

    /** Log-odds of machine when one feature is 1 and the others are 0. */
    private static double logOdds(Model<Label> model, String[] names, int one) {
        double[] values = new double[names.length];
        if (one >= 0) {
            values[one] = 1;
        }
        var scores = model.predict(new ArrayExample<>(new Label(Label.UNKNOWN), names, values))
                .getOutputScores();
        double p = Objects.requireNonNull(scores.get(MACHINE)).getScore();
        return Math.log(p / (1 - p));
    }

    private static byte[] bytes(Model<Label> model) throws IOException {
        ModelProto proto = model.serialize();
        LibLinearModelProto content = proto.getSerializedData().unpack(LibLinearModelProto.class);
        return proto.toBuilder()
                .setSerializedData(Any.pack(Undated.copy(content)))
                .build()
                .toByteArray();
    }

    private static ArrayExample<Label> example(String label, String[] names, int[] columns, double[] row) {
        double[] values = new double[columns.length];
        Arrays.setAll(values, i -> row[columns[i]]);
        return new ArrayExample<>(new Label(label), names, values);
    }

    private static int[] columns(String[] names, List<String> allNames) {
        List<Integer> order = IntStream.range(0, allNames.size())
                .boxed()
                .sorted(Comparator.comparing(allNames::get))
                .toList();
        List<String> sorted = order.stream().map(allNames::get).toList();
        return Arrays.stream(names)
                .mapToInt(name -> Collections.binarySearch(sorted, name))
                .map(at -> at < 0 ? -1 : order.get(at))
                .toArray();
    }
}
