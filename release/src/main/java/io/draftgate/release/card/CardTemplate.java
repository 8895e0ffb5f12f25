package io.draftgate.release.card;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The beginning of a card: what can be measured is filled in, the rest is asked for. Immutable.
 *
 * @param modelName the model's name
 * @param modelDigest {@code sha256:<hex>}
 * @param details lines of {@code Model Details}, by what they tell
 * @param figures lines of {@code Quantitative Analyses}, by what was measured; empty when nothing was
 */
public record CardTemplate(
        String modelName, String modelDigest, Map<String, String> details, Map<String, String> figures) {

    /** The card, to be gone on with by a person. */
    public ModelCard card() {
        return new ModelCard("# Model card: " + modelName + "\n"
                + Stream.of(CardSection.values()).map(this::section).collect(Collectors.joining()));
    }

    private String section(CardSection section) {
        List<String> known = switch (section) {
            case MODEL_DETAILS ->
                Stream.concat(Stream.of("Model digest: `" + modelDigest + "`"), lines(details))
                        .toList();
            case QUANTITATIVE_ANALYSES -> lines(figures).toList();
            case INTENDED_USE,
                    FACTORS,
                    METRICS,
                    EVALUATION_DATA,
                    TRAINING_DATA,
                    ETHICAL_CONSIDERATIONS,
                    CAVEATS_AND_RECOMMENDATIONS -> List.of();
        };
        String filled = known.stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
        return "\n## " + section.title() + "\n\n" + filled + (filled.isEmpty() ? "" : "\n") + ModelCard.OPEN + " "
                + section.question() + "\n";
    }

    private static Stream<String> lines(Map<String, String> facts) {
        return facts.entrySet().stream().map(fact -> fact.getKey() + ": " + fact.getValue());
    }
}
