package io.draftgate.detector;

import io.draftgate.release.gate.EvidenceFile;
import io.draftgate.release.gate.Statement;
import io.draftgate.schemas.event.GateFiled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What was filed about each gate and found in order, as far as an opening depends on it. Confined to the stream thread. */
final class GateEvidence {
    private static final String SAMPLE = "/sample";
    private static final String INSPECTION = "/inspection/";
    private static final String RECALL = "/recall/";
    private static final String CARD = "/card/";

    private final KeyValueStore<String, GateFiled> filed;

    GateEvidence(KeyValueStore<String, GateFiled> filed) {
        this.filed = filed;
    }

    /** A new sample takes the place of the one before, and of what was found in it. */
    void sample(Statement.Sample sample, GateFiled record) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, GateFiled> entries = scan(sample.gate() + INSPECTION)) {
            entries.forEachRemaining(entry -> old.add(entry.key));
        }
        old.forEach(filed::delete);
        filed.put(sample.gate() + SAMPLE, record);
    }

    void inspection(Statement.Inspection inspection, GateFiled record) {
        filed.put(inspectionKey(inspection), record);
    }

    /** Whether the reviewer has spoken about this draft already. */
    boolean knows(Statement.Inspection inspection) {
        GateFiled earlier = filed.get(inspectionKey(inspection));
        return earlier != null && earlier.getSignature() != null;
    }

    void recall(Statement.LoggedRecall recall, GateFiled record) {
        filed.put(recall.gate() + RECALL + recall.detectorDigest() + "/" + recall.modelDigest(), record);
    }

    void card(Statement.Card card, GateFiled record) {
        filed.put(card.gate() + CARD + card.modelDigest(), record);
    }

    /** Everything about one gate. */
    EvidenceFile of(String gate) {
        return new EvidenceFile(
                Optional.ofNullable(statement(filed.get(gate + SAMPLE), Statement.Sample.class)),
                all(gate + INSPECTION, Statement.Inspection.class),
                all(gate + RECALL, Statement.LoggedRecall.class),
                all(gate + CARD, Statement.Card.class));
    }

    private <T extends Statement> List<T> all(String prefix, Class<T> type) {
        List<T> statements = new ArrayList<>();
        try (KeyValueIterator<String, GateFiled> entries = scan(prefix)) {
            while (entries.hasNext()) {
                GateFiled record = entries.next().value;
                // Inspections without a signature were taken in by earlier releases; they no longer count.
                if (record.getSignature() != null) {
                    statements.add(type.cast(Statement.parse(record.getStatement())));
                }
            }
        }
        return statements;
    }

    private KeyValueIterator<String, GateFiled> scan(String prefix) {
        return filed.prefixScan(prefix, new StringSerializer());
    }

    private static <T extends Statement> @Nullable T statement(@Nullable GateFiled record, Class<T> type) {
        return record == null ? null : type.cast(Statement.parse(record.getStatement()));
    }

    private static String inspectionKey(Statement.Inspection inspection) {
        return inspection.gate() + INSPECTION + inspection.item() + "/" + inspection.reviewer();
    }
}
