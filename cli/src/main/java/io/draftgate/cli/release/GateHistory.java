package io.draftgate.cli.release;

import io.draftgate.audit.ChainLink;
import io.draftgate.release.gate.OpenGate;
import io.draftgate.release.gate.Statement;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.GateFiled;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** When each gate was open, as the log tells. Confined to one thread. */
final class GateHistory implements OpenedLog.Reader {
    private static final EventSerde<GateFiled> FILED = EventSerde.of(GateFiled.class);

    private final Map<String, NavigableMap<Instant, Optional<OpenGate>>> byGate = new HashMap<>();

    @Override
    public void event(String chainName, ChainLink link, AuditEvent event) {
        if (event.getPayload() == null) {
            return;
        }
        if (event.getStep() == AuditStep.GATE_OPENED) {
            Statement statement =
                    Statement.parse(FILED.decode(event.getPayload()).getStatement());
            if (statement instanceof Statement.Opening opening) {
                note(
                        event,
                        Optional.of(new OpenGate(
                                opening.ruleDigest(),
                                opening.modelDigests(),
                                opening.detectorDigest(),
                                opening.end())));
            }
        } else if (event.getStep() == AuditStep.GATE_CLOSED) {
            note(event, Optional.empty());
        }
    }

    /** How a gate stood at a time. */
    Optional<OpenGate> open(String gate, Instant at) {
        return Optional.ofNullable(byGate.get(gate))
                .map(history -> history.floorEntry(at))
                .flatMap(Map.Entry::getValue);
    }

    private void note(AuditEvent event, Optional<OpenGate> state) {
        byGate.computeIfAbsent(event.getSubject(), gate -> new TreeMap<>()).put(event.getOccurredAt(), state);
    }
}
