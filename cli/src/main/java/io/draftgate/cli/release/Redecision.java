package io.draftgate.cli.release;

import io.draftgate.audit.ChainLink;
import io.draftgate.detection.Detection;
import io.draftgate.detection.Verdict;
import io.draftgate.detection.policy.BackTest;
import io.draftgate.detection.policy.Policy;
import io.draftgate.release.gate.GateDecision;
import io.draftgate.release.gate.GateMode;
import io.draftgate.release.gate.ReleaseGates;
import io.draftgate.release.gate.ReleasePolicy;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.Reason;
import io.draftgate.schemas.event.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides every screened draft of a log again. Confined to one thread. */
final class Redecision implements OpenedLog.Reader {
    private static final String REJECTED = "REJECTED";

    private final Optional<BackTest> policy;
    private final Optional<ReleaseGates> release;
    private final Instant since;
    private final GateHistory gates = new GateHistory();
    private final List<RouteChange> changes = new ArrayList<>();
    private int drafts;

    /**
     * A back-test.
     *
     * @param policy to be tried; empty: what the policy of then decided
     * @param release to be tried; empty: gates are left out on both sides
     */
    Redecision(Optional<Policy> policy, Optional<ReleasePolicy> release, Instant since) {
        this.policy = policy.map(BackTest::new);
        this.release = release.map(ReleaseGates::new);
        this.since = since;
    }

    /** Has to read the log first where a release policy is tried. */
    GateHistory gates() {
        return gates;
    }

    @Override
    public void event(String chainName, ChainLink link, AuditEvent event) {
        if (event.getStep() == AuditStep.SCREENED) {
            DraftItem.routed(event)
                    .filter(screened -> !screened.getScreening().getScreenedAt().isBefore(since))
                    .ifPresent(this::decide);
        }
    }

    int drafts() {
        return drafts;
    }

    List<RouteChange> changes() {
        return List.copyOf(changes);
    }

    private record Outcome(String route, String reason) {}

    private void decide(DraftScreened screened) {
        drafts++;
        String then = release.isPresent()
                ? screened.getRoute().toString()
                : beforeGates(screened).toString();
        Outcome now = byPolicy(screened);
        if (release.isPresent() && now.route().equals(Route.PUBLISH.toString())) {
            now = byGate(screened, release.get());
        }
        if (!then.equals(now.route())) {
            changes.add(new RouteChange(DraftItem.name(screened.getDraft()), then, now.route(), now.reason()));
        }
    }

    private Outcome byPolicy(DraftScreened screened) {
        if (policy.isEmpty()) {
            return new Outcome(beforeGates(screened).toString(), "as logged");
        }
        BackTest.Redecision redecision = policy.get()
                .decide(new BackTest.PastDraft(
                        screened.getDraft().getPrompt(),
                        screened.getDraft().getText(),
                        Verdict.valueOf(screened.getScreening().getVerdict().name()),
                        hasCode(screened, Detection.SCREENING_FAILED)));
        return redecision
                .promptRefusal()
                .map(hit -> new Outcome(REJECTED, hit.reason().text()))
                .orElseGet(() -> new Outcome(
                        redecision.decision().route().name(),
                        redecision.decision().reasons().get(0).text()));
    }

    private Outcome byGate(DraftScreened screened, ReleaseGates tried) {
        Instant then = screened.getScreening().getScreenedAt();
        GateDecision decision = tried.decide(
                GatePopulation.origin(screened.getDraft()),
                screened.getScreening().getDetectorDigest(),
                gate -> gates.open(gate, then),
                then);
        return new Outcome(route(decision.mode()).toString(), decision.text());
    }

    /** A gate speaks only of drafts that would be published. */
    private static Route beforeGates(DraftScreened screened) {
        return GatePopulation.isPublishable(screened) ? Route.PUBLISH : screened.getRoute();
    }

    private static Route route(GateMode mode) {
        return switch (mode) {
            case AUTOMATIC -> Route.PUBLISH;
            case REVIEW -> Route.REVIEW;
            case CLOSED -> Route.BLOCK;
        };
    }

    private static boolean hasCode(DraftScreened screened, String code) {
        return screened.getScreening().getReasons().stream()
                .map(Reason::getCode)
                .anyMatch(code::equals);
    }
}
