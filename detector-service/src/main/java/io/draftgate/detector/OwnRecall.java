package io.draftgate.detector;

import io.draftgate.detection.Detection;
import io.draftgate.detection.DetectorCard;
import io.draftgate.detection.Verdict;
import io.draftgate.detection.model.ClopperPearson;
import io.draftgate.detection.model.Regime;
import io.draftgate.detection.training.Decoding;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.ResolvedParameters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What share of the pipeline's own drafts the detector recognises. Every draft is known to be machine text, so the pipeline is
 * its own ground truth: recall that falls below that of the training says that model, settings or texts have changed. Counts
 * drafts that are long enough to be measured. Thread-safe.
 */
final class OwnRecall {

    /** Drafts that a share is taken of: the last so many of one model and setting. */
    static final int WINDOW = 500;

    /** With fewer drafts nothing is said. */
    static final int LEAST = 50;

    /** Models and settings are few; a name that came from a stranger must not fill a registry. */
    private static final int MOST_SERIES = 32;

    private final DetectorCard card;
    private final Map<String, Series> series = new LinkedHashMap<>();
    private @Nullable MeterRegistry registry;

    OwnRecall(DetectorCard card) {
        this.card = card;
    }

    /** Registers what is known so far, and what will be. */
    synchronized void measure(MeterRegistry meters) {
        registry = meters;
        series.values().forEach(one -> one.register(meters));
    }

    /** Hears of a draft that was judged. */
    synchronized void judged(DraftGenerated draft, Detection detection) {
        if (detection.humanShare().isEmpty()) {
            return;
        }
        Regime regime = regime(draft.getParameters());
        String key = draft.getModelName() + "\n" + regime;
        Series one = series.get(key);
        if (one == null) {
            if (series.size() >= MOST_SERIES) {
                return;
            }
            one = new Series(draft.getModelName(), regime, expected(draft.getModelDigest(), regime));
            series.put(key, one);
            if (registry != null) {
                one.register(registry);
            }
        }
        one.add(detection.verdict() == Verdict.SYNTHETIC);
    }

    /** Recall at training; NaN for another model, of which nothing is known. */
    private double expected(String modelDigest, Regime regime) {
        return card.recalls().stream()
                .filter(recall -> modelDigest.equals(card.languageModelDigest()) && recall.regime() == regime)
                .mapToDouble(DetectorCard.Recall::recognised)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Regime regime(ResolvedParameters parameters) {
        return new Decoding(
                        parameters.getTemperature(),
                        parameters.getTopK(),
                        parameters.getTopP(),
                        parameters.getRepetitionPenalty())
                .ownRegime();
    }

    /** The last drafts of one model and setting. */
    private static final class Series {

        private final String model;
        private final String setting;
        private final double expected;
        private final BitSet recognised = new BitSet(WINDOW);
        private int next;
        private int filled;

        Series(String model, Regime regime, double expected) {
            this.model = model;
            this.setting = regime.name().toLowerCase(Locale.ROOT).replace("own_", "");
            this.expected = expected;
        }

        synchronized void add(boolean hit) {
            recognised.set(next, hit);
            next = (next + 1) % WINDOW;
            filled = Math.min(WINDOW, filled + 1);
        }

        /** NaN below {@link #LEAST} drafts. */
        synchronized double recall() {
            return filled < LEAST ? Double.NaN : (double) recognised.cardinality() / filled;
        }

        /** 1 if so few are recognised that the recall of the training is refuted at 95 %, else 0. */
        synchronized double alarm() {
            return filled >= LEAST && ClopperPearson.upper(recognised.cardinality(), filled) < expected ? 1 : 0;
        }

        void register(MeterRegistry meters) {
            Gauge.builder("draftgate.detector.recall", this, Series::recall)
                    .description("Share of the last own drafts that the detector recognised")
                    .tag("model", model)
                    .tag("setting", setting)
                    .register(meters);
            Gauge.builder("draftgate.detector.recall.expected", this, one -> one.expected)
                    .description("The same at the training of the detector; NaN for a model it was not trained with")
                    .tag("model", model)
                    .tag("setting", setting)
                    .register(meters);
            Gauge.builder("draftgate.detector.recall.alarm", this, Series::alarm)
                    .description("1 while recall is below that of the training, beyond chance")
                    .tag("model", model)
                    .tag("setting", setting)
                    .register(meters);
        }
    }
}
