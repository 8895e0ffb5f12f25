package io.draftgate.cli.release;

import io.draftgate.audit.ChainLink;
import io.draftgate.release.gate.EvidenceFile;
import io.draftgate.release.gate.Statement;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.GateFiled;
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
    private final List<Step> steps = new ArrayList<>();
    private final List<Statement.Inspection> inspections = new ArrayList<>();
    private final Map<String, Statement.DetectorFigures> figures = new LinkedHashMap<>();
    private final Map<String, Statement.Card> cards = new LinkedHashMap<>();
    private Statement.@Nullable Sample sample;
    private Statement.@Nullable Opening opening;

    /** A step about the gate, and where it is chained. */
    record Step(String chainName, long index, AuditEvent event) {}

    GateRecords(String gate) {
        this.gate = gate;
    }

    @Override
    public void event(String chainName, ChainLink link, AuditEvent event) {
        boolean ofThisGate = event.getTenant().isEmpty() && event.getSubject().equals(gate);
        switch (event.getStep()) {
            case GATE_SAMPLED, GATE_INSPECTED, GATE_EVIDENCE, GATE_OPENED, GATE_CLOSED -> {
                if (ofThisGate && event.getPayload() != null) {
                    steps.add(new Step(chainName, link.index(), event));
                    accept(Statement.parse(FILED.decode(event.getPayload()).getStatement()));
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

    private void accept(Statement statement) {
        if (statement instanceof Statement.Sample drawn) {
            sample = drawn;
            inspections.clear();
        } else if (statement instanceof Statement.Inspection inspection) {
            inspections.add(inspection);
        } else if (statement instanceof Statement.DetectorFigures measured) {
            figures.put(measured.detectorDigest() + measured.falsePositiveRate(), measured);
        } else if (statement instanceof Statement.Card card) {
            cards.put(card.modelDigest(), card);
        } else if (statement instanceof Statement.Opening opened) {
            opening = opened;
        } else if (statement instanceof Statement.Closing) {
            opening = null;
        }
    }

    /** What an opening can rest on. */
    EvidenceFile evidence() {
        return new EvidenceFile(
                Optional.ofNullable(sample), inspections, List.copyOf(figures.values()), List.copyOf(cards.values()));
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
