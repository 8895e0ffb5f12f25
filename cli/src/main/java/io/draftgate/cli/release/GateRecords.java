package io.draftgate.cli.release;

import io.draftgate.audit.ChainLink;
import io.draftgate.release.gate.EvidenceFile;
import io.draftgate.release.gate.ReviewerKeys;
import io.draftgate.release.gate.Statement;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.GateFiled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the log says about one gate, in the order of its chain: all about one gate is in one. Confined to one thread. */
final class GateRecords implements OpenedLog.Reader {
    private static final EventSerde<GateFiled> FILED = EventSerde.of(GateFiled.class);

    private final String gate;
    private final ReviewerKeys reviewers;
    private final List<Step> steps = new ArrayList<>();
    private final List<Statement.Inspection> inspections = new ArrayList<>();
    private final Map<String, Statement.LoggedRecall> recalls = new LinkedHashMap<>();
    private final List<Statement.DetectorFigures> figures = new ArrayList<>();
    private final Map<String, Statement.Card> cards = new LinkedHashMap<>();
    private int uncounted;
    private Statement.@Nullable Sample sample;
    private Statement.@Nullable Opening opening;

    /** A step about the gate, and where it is chained. */
    record Step(String chainName, long index, AuditEvent event) {}

    /** @param reviewers whose inspections count; with none, those that anybody signed */
    GateRecords(String gate, ReviewerKeys reviewers) {
        this.gate = gate;
        this.reviewers = reviewers;
    }

    @Override
    public void event(String chainName, ChainLink link, AuditEvent event) {
        boolean ofThisGate = event.getTenant().isEmpty() && event.getSubject().equals(gate);
        switch (event.getStep()) {
            case GATE_SAMPLED, GATE_INSPECTED, GATE_EVIDENCE, GATE_OPENED, GATE_CLOSED -> {
                if (ofThisGate && event.getPayload() != null) {
                    steps.add(new Step(chainName, link.index(), event));
                    accept(FILED.decode(event.getPayload()));
                }
            }
            case GATE_REFUSED -> {
                if (ofThisGate) {
                    steps.add(new Step(chainName, link.index(), event));
                }
            }
            default -> {}
        }
    }

    private void accept(GateFiled filed) {
        Statement statement = Statement.parse(filed.getStatement());
        if (statement instanceof Statement.Sample drawn) {
            sample = drawn;
            inspections.clear();
        } else if (statement instanceof Statement.Inspection inspection) {
            inspect(inspection, filed);
        } else if (statement instanceof Statement.LoggedRecall recall) {
            recalls.put(recall.detectorDigest() + recall.modelDigest(), recall);
        } else if (statement instanceof Statement.DetectorFigures measured) {
            figures.add(measured);
        } else if (statement instanceof Statement.Card card) {
            cards.put(card.modelDigest(), card);
        } else if (statement instanceof Statement.Opening opened) {
            opening = opened;
        } else if (statement instanceof Statement.Closing) {
            opening = null;
        }
    }

    /** Earlier releases took in inspections that nobody signed. */
    private void inspect(Statement.Inspection inspection, GateFiled filed) {
        byte[] signature = bytes(filed.getSignature());
        boolean isSigned = signature.length > 0
                && (reviewers.isEmpty()
                        || reviewers.verify(inspection, filed.getSigner(), filed.getStatement(), signature));
        if (isSigned) {
            inspections.add(inspection);
        } else {
            uncounted++;
        }
    }

    private static byte[] bytes(@Nullable ByteBuffer buffer) {
        byte[] bytes = new byte[buffer == null ? 0 : buffer.remaining()];
        if (buffer != null) {
            buffer.duplicate().get(bytes);
        }
        return bytes;
    }

    /** Inspections that do not count: not signed, or not by the reviewer they name. */
    int uncounted() {
        return uncounted;
    }

    /** What signers say of detectors that they measured elsewhere. */
    List<Statement.DetectorFigures> figures() {
        return List.copyOf(figures);
    }

    /** What an opening can rest on. */
    EvidenceFile evidence() {
        return new EvidenceFile(
                Optional.ofNullable(sample), inspections, List.copyOf(recalls.values()), List.copyOf(cards.values()));
    }

    /** The opening that holds, if the gate is open. */
    Optional<Statement.Opening> opening() {
        return Optional.ofNullable(opening);
    }

    /** Every step about the gate. */
    List<Step> steps() {
        return List.copyOf(steps);
    }
}
