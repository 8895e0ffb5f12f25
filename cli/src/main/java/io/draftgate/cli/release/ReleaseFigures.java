package io.draftgate.cli.release;

import io.draftgate.audit.ChainLink;
import io.draftgate.release.agreement.Ratings;
import io.draftgate.release.gate.GateRule;
import io.draftgate.release.gate.ReviewerKeys;
import io.draftgate.release.gate.Statement;
import io.draftgate.release.gate.Statement.Finding;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Route;
import io.draftgate.schemas.event.Ruling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a release report tells, over the drafts of one gate. Confined to one thread. */
final class ReleaseFigures implements OpenedLog.Reader {
    private final GateRule rule;
    private final Instant since;
    private final GateRecords gate;
    private final Map<String, Map<String, Integer>> decisions = new HashMap<>();
    private final Map<String, Long> routes = new TreeMap<>();
    private final Map<String, Long> verdicts = new TreeMap<>();
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<String, Long> models = new TreeMap<>();
    private final Map<String, Long> steps = new TreeMap<>();
    private final Map<String, Long> policies = new TreeMap<>();
    private long drafts;
    private long approved;
    private long rejected;

    ReleaseFigures(String name, GateRule rule, Instant since, ReviewerKeys reviewers) {
        this.rule = rule;
        this.since = since;
        this.gate = new GateRecords(name, reviewers);
    }

    @Override
    public void event(String chainName, ChainLink link, AuditEvent event) {
        gate.event(chainName, link, event);
        count(steps, event.getStep().toString());
        DraftItem.routed(event).filter(this::isOfTheRelease).ifPresent(screened -> {
            if (event.getStep() == AuditStep.SCREENED) {
                screened(screened);
            } else {
                approved += screened.getRoute() == Route.PUBLISH ? 1 : 0;
                rejected += screened.getRoute() == Route.BLOCK ? 1 : 0;
            }
        });
        DraftItem.decided(event).ifPresent(this::decided);
    }

    private boolean isOfTheRelease(DraftScreened screened) {
        return rule.covers(GatePopulation.origin(screened.getDraft()))
                && !screened.getScreening().getScreenedAt().isBefore(since);
    }

    private void screened(DraftScreened screened) {
        drafts++;
        count(routes, screened.getRoute().toString());
        count(verdicts, screened.getScreening().getVerdict().toString());
        screened.getScreening().getReasons().forEach(reason -> count(reasons, reason.getCode()));
        count(
                models,
                screened.getDraft().getModelName() + " " + screened.getDraft().getModelDigest());
        count(policies, screened.getScreening().getPolicyVersion());
    }

    private void decided(ReviewDecided decision) {
        decisions
                .computeIfAbsent(
                        decision.getTenant() + "/" + decision.getPromptId() + "/" + decision.getCompletionIndex(),
                        item -> new HashMap<>())
                .put(decision.getReviewer(), severity(decision.getRuling()));
    }

    private static int severity(Ruling ruling) {
        return switch (ruling) {
            case APPROVE -> 0;
            case ESCALATE -> 1;
            case REJECT -> 2;
        };
    }

    private static void count(Map<String, Long> counts, String what) {
        counts.merge(what, 1L, Long::sum);
    }

    GateRule rule() {
        return rule;
    }

    GateRecords gate() {
        return gate;
    }

    long drafts() {
        return drafts;
    }

    /** Without a person, and after a reviewer's approval. */
    long published() {
        return routes.getOrDefault(Route.PUBLISH.toString(), 0L) + approved;
    }

    long approved() {
        return approved;
    }

    long rejected() {
        return rejected;
    }

    Map<String, Long> routes() {
        return routes;
    }

    Map<String, Long> verdicts() {
        return verdicts;
    }

    Map<String, Long> reasons() {
        return reasons;
    }

    Map<String, Long> models() {
        return models;
    }

    Map<String, Long> steps() {
        return steps;
    }

    Map<String, Long> policies() {
        return policies;
    }

    /** Findings of the sample: 0 conforming, 1 defective. */
    Ratings inspections() {
        Map<String, Map<String, Integer>> units = new HashMap<>();
        for (Statement.Inspection inspection : gate.evidence().inspections()) {
            units.computeIfAbsent(inspection.item(), item -> new HashMap<>())
                    .put(inspection.reviewer(), inspection.finding() == Finding.DEFECTIVE ? 1 : 0);
        }
        return new Ratings(new ArrayList<>(units.values()));
    }

    /** Decisions about drafts in review, in the order of the scale approve, escalate, reject. */
    Ratings decisions() {
        return new Ratings(List.copyOf(decisions.values()));
    }
}
