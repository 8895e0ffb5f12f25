package io.draftgate.cli.screening;

import io.draftgate.cli.cluster.CommittedRecords;
import io.draftgate.detection.training.Decoding;
import io.draftgate.detection.training.LabelledText;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Ruling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/** What a pipeline's topics hold of its drafts, as texts to learn from. */
final class ScreenedDrafts {

    /** A decision that rejects without naming a category. */
    private static final String REJECTED = "rejected";

    private static final String APPROVED = "approved";

    private ScreenedDrafts() {}

    /** Every draft once, with its decision where a reviewer has made one; what cannot be read is left aside. */
    static List<DraftScreened> read(List<Topic<DraftScreened>> topics, Map<String, Object> client) {
        Map<String, DraftScreened> drafts = new LinkedHashMap<>();
        try (CommittedRecords records = new CommittedRecords(client)) {
            for (Topic<DraftScreened> topic : topics) {
                records.read(
                        List.of(topic.name()),
                        record -> decode(topic, record.value())
                                .ifPresent(draft -> drafts.merge(key(draft), draft, ScreenedDrafts::decided)));
            }
        }
        return new ArrayList<>(drafts.values());
    }

    /** A draft as a row of the training: its origin is certain. */
    static LabelledText row(DraftScreened screened) {
        DraftGenerated draft = screened.getDraft();
        var parameters = draft.getParameters();
        Decoding decoding = new Decoding(
                parameters.getTemperature(),
                parameters.getTopK(),
                parameters.getTopP(),
                parameters.getRepetitionPenalty());
        return new LabelledText(
                draft.getText(),
                true,
                draft.getModelName(),
                String.valueOf(draft.getTask()).toLowerCase(Locale.ROOT),
                decoding.toString(),
                LabelledText.OWN_SOURCE + ":" + draft.getModelName(),
                draft.getTenant() + "/" + draft.getPromptId());
    }

    /**
     * What a reviewer made of a draft: {@code approved}, the category that the reason begins with ({@code hate: ...}), or
     * {@code rejected}; empty without a decision.
     */
    static Optional<String> category(DraftScreened screened) {
        ReviewDecided decision = screened.getDecision();
        if (decision == null || decision.getRuling() == Ruling.ESCALATE) {
            return Optional.empty();
        }
        if (decision.getRuling() == Ruling.APPROVE) {
            return Optional.of(APPROVED);
        }
        String reason = decision.getReason().strip().toLowerCase(Locale.ROOT);
        int colon = reason.indexOf(':');
        boolean named = colon > 0 && reason.substring(0, colon).matches("[a-z][a-z/-]{1,40}");
        return Optional.of(named ? reason.substring(0, colon) : REJECTED);
    }

    private static Optional<DraftScreened> decode(Topic<DraftScreened> topic, byte[] value) {
        try {
            return Optional.ofNullable(topic.value().deserializer().deserialize(topic.name(), value));
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private static DraftScreened decided(DraftScreened one, DraftScreened other) {
        return other.getDecision() != null ? other : one;
    }

    private static String key(DraftScreened screened) {
        DraftGenerated draft = screened.getDraft();
        return draft.getTenant() + "/" + draft.getPromptId() + "/" + draft.getCompletionIndex();
    }
}
