package io.draftgate.release.card;

/**
 * The fields of a model card, in order.
 *
 * @see <a href="https://arxiv.org/abs/1810.03993">Mitchell et al. 2019, Model Cards for Model Reporting, section 4</a>
 */
public enum CardSection {
    MODEL_DETAILS(
            "Model Details", "Who made it, when, which version and kind, how it was trained, licence, where to ask."),
    INTENDED_USE("Intended Use", "What it is for, who is to use it, what it is not for."),
    FACTORS("Factors", "Groups, instruments and surroundings on which the model's behaviour depends."),
    METRICS("Metrics", "What is measured and why, thresholds, how figures vary."),
    EVALUATION_DATA("Evaluation Data", "Which data the figures come from, why these, how they were prepared."),
    TRAINING_DATA("Training Data", "Which data the model has learned from, as far as that can be told."),
    QUANTITATIVE_ANALYSES("Quantitative Analyses", "The figures, for each factor and together."),
    ETHICAL_CONSIDERATIONS("Ethical Considerations", "Sensitive data, risks and harms, what was done about them."),
    CAVEATS_AND_RECOMMENDATIONS("Caveats and Recommendations", "What else is to be known, what is still to be tried.");

    private final String title;
    private final String question;

    CardSection(String title, String question) {
        this.title = title;
        this.question = question;
    }

    /** The heading, without marks. */
    public String title() {
        return title;
    }

    /** What the section has to answer. */
    String question() {
        return question;
    }
}
