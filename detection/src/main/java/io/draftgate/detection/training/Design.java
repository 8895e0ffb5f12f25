package io.draftgate.detection.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** A way to build a detector for text of unknown models, to be compared with others. */
public enum Design {
    TF_IDF("TF-IDF, logistic regression", false),
    HASHED_NGRAMS("hashed words and characters, logistic regression", false),
    EXTRA_TREES("extra trees", true),
    XGBOOST("XGBoost", true),
    REGIMES("regimes, linear", true),
    REGIMES_CENTRED("regimes, linear, centred on half of the human texts", true);

    /** All of them. */
    public static final Set<Design> ALL = Set.copyOf(Arrays.asList(values()));

    private final String title;
    private final boolean hasFeatures;

    Design(String title, boolean hasFeatures) {
        this.title = title;
        this.hasFeatures = hasFeatures;
    }

    /** As it stands in a table. */
    public String title() {
        return title;
    }

    /** As it is asked for, e.g. {@code hashed-ngrams}. */
    public String designName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it looks at a detector's features, and not at the text itself. */
    boolean hasFeatures() {
        return hasFeatures;
    }
}
