package io.draftgate.release.gate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/** Something said about a gate. It is filed and signed as JSON text, and that text is never written again. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Statement.Sample.class, name = "sample"),
    @JsonSubTypes.Type(value = Statement.Inspection.class, name = "inspection"),
    @JsonSubTypes.Type(value = Statement.DetectorFigures.class, name = "detector-figures"),
    @JsonSubTypes.Type(value = Statement.LoggedRecall.class, name = "logged-recall"),
    @JsonSubTypes.Type(value = Statement.Card.class, name = "model-card"),
    @JsonSubTypes.Type(value = Statement.Opening.class, name = "opening"),
    @JsonSubTypes.Type(value = Statement.Closing.class, name = "closing")
})
public sealed interface Statement {
    /** Longest statement that is read; a sample of a thousand drafts takes a tenth of it. */
    int MAX_CHARACTERS = 1 << 20;

    /** Id of the gate. */
    String gate();

    /**
     * Drafts were drawn for inspection.
     *
     * @param seed of the draw, see {@link io.draftgate.release.sampling.DrawnSample}
     * @param heads head of each audit chain that the seed was made from, {@code topic-partition index digest}
     * @param population how many drafts were eligible
     * @param items {@code tenant/id/completion} of those drawn
     */
    record Sample(String gate, String seed, List<String> heads, int population, List<String> items)
            implements Statement {
        public Sample {
            heads = List.copyOf(heads);
            items = List.copyOf(items);
        }
    }

    /** A reviewer looked at one draft of the sample. */
    record Inspection(String gate, String item, Finding finding, String reviewer, String reason) implements Statement {}

    /** What an inspection finds. */
    enum Finding {
        CONFORMING,
        DEFECTIVE
    }

    /**
     * The drafts of the gate that the log held were counted, all of them known to be machine-written. Anybody can count again.
     *
     * @param falsePositiveRate of the operating points that count, at most
     * @param heads head of each audit chain up to which was counted, as in {@link Sample}
     * @param judged drafts of the model that the detector judged at such an operating point
     * @param recognised of those, how many it called synthetic
     */
    record LoggedRecall(
            String gate,
            String detectorDigest,
            String modelDigest,
            double falsePositiveRate,
            List<String> heads,
            int judged,
            int recognised)
            implements Statement {
        private static final double CONFIDENCE = 0.95;

        public LoggedRecall {
            heads = List.copyOf(heads);
            if (recognised < 0 || recognised > judged) {
                throw new IllegalArgumentException(
                        recognised + " drafts of " + judged + " recognised, expected 0 to " + judged);
            }
        }

        /** What the recall is at least, with 95 % confidence; 0 without a draft (Clopper and Pearson 1934). */
        public double lowerBound() {
            return recognised == 0
                    ? 0
                    : BetaDistribution.of(recognised, judged - recognised + 1.0)
                            .inverseCumulativeProbability(1 - CONFIDENCE);
        }
    }

    /**
     * A detector was measured on texts outside the log. Tells, and opens no gate: only the signer knows what was measured.
     *
     * @param recall share of machine-written texts found at the rate
     * @param falsePositiveRate of the operating point
     * @param texts how many it was measured on
     */
    record DetectorFigures(String gate, String detectorDigest, double recall, double falsePositiveRate, int texts)
            implements Statement {}

    /** A model has a complete card. */
    record Card(String gate, String modelDigest, String cardDigest) implements Statement {}

    /**
     * The gate shall open.
     *
     * @param ruleDigest of the rule that is opened
     * @param modelDigests of the models that may pass
     * @param detectorDigest of the detector that has to have screened
     * @param until when it closes by itself, in ISO-8601; empty for never
     */
    record Opening(
            String gate,
            String ruleDigest,
            String policyVersion,
            List<String> modelDigests,
            String detectorDigest,
            String until,
            String reason)
            implements Statement {
        public Opening {
            modelDigests = List.copyOf(modelDigests);
            if (!until.isEmpty()) {
                Instant.parse(until);
            }
        }

        /** When it closes by itself. */
        public Optional<Instant> end() {
            return until.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(until));
        }
    }

    /** The gate shall close. */
    record Closing(String gate, String reason) implements Statement {}

    /** The statement as JSON on one line. */
    default String toJson() {
        try {
            return Json.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of plain values is always JSON", e);
        }
    }

    /**
     * Reads a statement.
     *
     * @throws IllegalArgumentException if it is none, in one line
     */
    static Statement parse(String json) {
        if (json.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "the statement has " + json.length() + " characters, expected at most " + MAX_CHARACTERS);
        }
        try {
            return Json.READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not a statement about a gate: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    /** Every field is there, and no other. */
    final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper();
        private static final ObjectReader READER = MAPPER.readerFor(Statement.class)
                .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

        private Json() {}
    }
}
