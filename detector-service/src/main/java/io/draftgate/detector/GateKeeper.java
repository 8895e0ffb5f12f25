package io.draftgate.detector;

import io.draftgate.release.gate.DraftOrigin;
import io.draftgate.release.gate.GateDecision;
import io.draftgate.release.gate.GateMode;
import io.draftgate.release.gate.OpenGate;
import io.draftgate.release.gate.ReleaseGates;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.GateState;
import io.draftgate.schemas.event.Reason;
import io.draftgate.schemas.event.Route;
import io.draftgate.schemas.event.Screening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * Stands at the way to publication: what detector and misuse policy would publish passes only an open gate. The states of the
 * gates are a copy that every detector keeps; it may lag behind the log by moments. Confined to the stream thread.
 */
final class GateKeeper {
    private final ReleaseGates gates;
    private final ReadOnlyKeyValueStore<String, ValueAndTimestamp<GateState>> states;

    GateKeeper(ReleaseGates gates, ReadOnlyKeyValueStore<String, ValueAndTimestamp<GateState>> states) {
        this.gates = gates;
        this.states = states;
    }

    /** The draft with the route that its gate leaves it, and the gate's reason where a rule speaks of it. */
    DraftScreened pass(DraftScreened screened, Instant now) {
        Screening.Builder screening = Screening.newBuilder(screened.getScreening())
                .setReleasePolicyVersion(gates.policy().version())
                .setReleasePolicyDigest(gates.policy().digest());
        DraftScreened.Builder passed = DraftScreened.newBuilder(screened);
        if (screened.getRoute() == Route.PUBLISH) {
            GateDecision decision = gates.decide(
                    origin(screened.getDraft()), screened.getScreening().getDetectorDigest(), this::open, now);
            passed.setRoute(route(decision.mode()));
            boolean silent =
                    decision.mode() == GateMode.AUTOMATIC && decision.code().equals(GateDecision.CODE);
            if (!silent) {
                screening.setReasons(with(decision, screened.getScreening().getReasons()));
            }
        }
        return passed.setScreening(screening.build()).build();
    }

    private Optional<OpenGate> open(String gate) {
        return Optional.ofNullable(ValueAndTimestamp.getValueOrNull(
                        states.get(GateTask.key(gate).text())))
                .filter(GateState::getOpen)
                .map(state -> new OpenGate(
                        state.getRuleDigest(),
                        state.getModelDigests(),
                        state.getDetectorDigest(),
                        Optional.ofNullable(state.getUntil())));
    }

    private static DraftOrigin origin(DraftGenerated draft) {
        return new DraftOrigin(
                draft.getModelName(),
                draft.getModelDigest(),
                Optional.ofNullable(draft.getTask()).orElse(""),
                draft.getTenant());
    }

    private static Route route(GateMode mode) {
        return switch (mode) {
            case AUTOMATIC -> Route.PUBLISH;
            case REVIEW -> Route.REVIEW;
            case CLOSED -> Route.BLOCK;
        };
    }

    private static List<Reason> with(GateDecision decision, List<Reason> reasons) {
        List<Reason> all = new ArrayList<>(reasons);
        all.add(decision.mode() == GateMode.AUTOMATIC ? all.size() : 0, new Reason(decision.code(), decision.text()));
        return all;
    }
}
