package io.draftgate.detector;

import io.draftgate.release.gate.GateRule;
import io.draftgate.release.gate.Statement;
import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.GateAction;
import io.draftgate.schemas.event.GateFiled;
import io.draftgate.schemas.event.GateState;
import io.draftgate.streams.EventForwarder;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/**
 * One ownership of one task: takes in what is filed about gates, checks it against signature, rule and evidence, and says in the
 * log what came of it. All about one gate lies on one partition, in order. Confined to the stream thread.
 */
final class GateTask {
    /** Longest name of a gate or a reviewer that is taken in. */
    private static final int MAX_NAME = EventKey.MAX_CHARACTERS;

    private static final EventSerde<GateFiled> FILED = EventSerde.of(GateFiled.class);
    private static final AuditEvents AUDIT = new AuditEvents("detector");

    private final ReleaseControl release;
    private final GateEvidence evidence;
    private final EventForwarder events;

    GateTask(ReleaseControl release, GateEvidence evidence, EventForwarder events) {
        this.release = release;
        this.evidence = evidence;
        this.events = events;
    }

    /** Key of everything about a gate: no tenant has an empty name. */
    static EventKey key(String gate) {
        return new EventKey("", gate);
    }

    void take(Record<String, GateFiled> record) {
        GateFiled filed = record.value();
        EventKey key = key(filed.getGate()).cut();
        try {
            require(key.text().equals(record.key()), "the key is not " + key);
            Statement statement = Statement.parse(filed.getStatement());
            require(statement.gate().equals(filed.getGate()), "the statement is about gate " + statement.gate());
            require(isSigned(filed, statement), "no key that is believed signed the statement");
            accept(record.headers(), key, filed, statement);
        } catch (IllegalArgumentException objection) {
            audit(
                    record.headers(),
                    key,
                    AuditStep.GATE_REFUSED,
                    filed,
                    filed.getAction() + ": " + objection.getMessage());
        }
    }

    private void accept(Headers headers, EventKey key, GateFiled filed, Statement statement) {
        switch (filed.getAction()) {
            case SAMPLE -> {
                Statement.Sample sample = as(Statement.Sample.class, statement);
                evidence.sample(sample, filed);
                audit(
                        headers,
                        key,
                        AuditStep.GATE_SAMPLED,
                        filed,
                        sample.items().size() + " of " + sample.population() + " drafts were drawn for inspection");
            }
            case INSPECT -> inspect(headers, key, filed, as(Statement.Inspection.class, statement));
            case EVIDENCE -> audit(headers, key, AuditStep.GATE_EVIDENCE, filed, evidence(filed, statement));
            case OPEN -> open(headers, key, filed, as(Statement.Opening.class, statement));
            case CLOSE -> {
                Statement.Closing closing = as(Statement.Closing.class, statement);
                audit(
                        headers,
                        key,
                        AuditStep.GATE_CLOSED,
                        filed,
                        "closed by " + filed.getSigner() + ": " + closing.reason());
                events.forward(key, headers, closed(filed, closing), events.position(), "gate");
            }
        }
    }

    private void inspect(Headers headers, EventKey key, GateFiled filed, Statement.Inspection inspection) {
        List<String> drawn = evidence.of(filed.getGate())
                .sample()
                .map(Statement.Sample::items)
                .orElse(List.of());
        require(drawn.contains(inspection.item()), "no such draft in the sample: " + inspection.item());
        require(
                !inspection.reviewer().isBlank() && inspection.reviewer().length() <= MAX_NAME,
                "an inspection without a reviewer");
        require(!evidence.knows(inspection), inspection.reviewer() + " has inspected this draft already");
        evidence.inspection(inspection, filed);
        audit(
                headers,
                key,
                AuditStep.GATE_INSPECTED,
                filed,
                inspection.item() + " found " + inspection.finding() + " by " + inspection.reviewer());
    }

    private String evidence(GateFiled filed, Statement statement) {
        if (statement instanceof Statement.LoggedRecall recall) {
            evidence.recall(recall, filed);
            return "detector " + recall.detectorDigest() + " recognised " + recall.recognised() + " of "
                    + recall.judged() + " drafts of model " + recall.modelDigest() + " in the log";
        }
        if (statement instanceof Statement.DetectorFigures figures) {
            return "detector " + figures.detectorDigest() + " recalls " + figures.recall()
                    + " at a false-positive rate of " + figures.falsePositiveRate();
        }
        Statement.Card card = as(Statement.Card.class, statement);
        evidence.card(card, filed);
        return "model " + card.modelDigest() + " has the card " + card.cardDigest();
    }

    private void open(Headers headers, EventKey key, GateFiled filed, Statement.Opening opening) {
        GateRule rule = release.policy()
                .rule(filed.getGate())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the release policy " + release.policy().version() + " has no such gate"));
        List<String> objections = evidence.of(filed.getGate()).objections(rule, opening);
        require(objections.isEmpty(), String.join("; ", objections));
        audit(headers, key, AuditStep.GATE_OPENED, filed, "opened by " + filed.getSigner() + ": " + opening.reason());
        GateState state = GateState.newBuilder()
                .setGate(filed.getGate())
                .setOpen(true)
                .setRuleDigest(opening.ruleDigest())
                .setModelDigests(opening.modelDigests())
                .setDetectorDigest(opening.detectorDigest())
                .setSigner(filed.getSigner())
                .setSince(events.now())
                .setUntil(opening.end().orElse(null))
                .setReason(opening.reason())
                .build();
        events.forward(key, headers, state, events.position(), "gate");
    }

    private GateState closed(GateFiled filed, Statement.Closing closing) {
        return GateState.newBuilder()
                .setGate(filed.getGate())
                .setOpen(false)
                .setRuleDigest("")
                .setModelDigests(List.of())
                .setDetectorDigest("")
                .setSigner(filed.getSigner())
                .setSince(events.now())
                .setReason(closing.reason())
                .build();
    }

    /** An inspection by its reviewer's key, everything else by a key of the release. */
    private boolean isSigned(GateFiled filed, Statement statement) {
        if (filed.getSignature() == null) {
            return false;
        }
        byte[] signature = bytes(filed.getSignature());
        return filed.getAction() == GateAction.INSPECT
                ? release.reviewers()
                        .verify(
                                as(Statement.Inspection.class, statement),
                                filed.getSigner(),
                                filed.getStatement(),
                                signature)
                : release.keys().verify(filed.getSigner(), filed.getStatement(), signature);
    }

    private void audit(Headers headers, EventKey key, AuditStep step, GateFiled filed, String summary) {
        events.forward(
                key,
                headers,
                AUDIT.event(step, key, null, events.position(), events.now(), summary, FILED.encode(filed)),
                events.position(),
                step.toString());
    }

    private static <T extends Statement> T as(Class<T> type, Statement statement) {
        require(type.isInstance(statement), "a statement of another kind");
        return type.cast(statement);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
