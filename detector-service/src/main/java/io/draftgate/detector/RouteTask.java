package io.draftgate.detector;

import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Route;
import io.draftgate.streams.EventForwarder;
import io.draftgate.streams.sealing.ErasedException;
import io.draftgate.streams.sealing.Sealing;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One ownership of one task: gives every draft its route, keeps those that wait for a human, and takes the human's decision
 * once. Confined to the stream thread.
 */
final class RouteTask {
    private static final EventSerde<DraftScreened> SCREENED = EventSerde.of(DraftScreened.class);
    private static final EventSerde<ReviewDecided> DECISIONS = EventSerde.of(ReviewDecided.class);
    private static final AuditEvents AUDIT = new AuditEvents("detector");
    private static final String NOBODY = "";

    private final Routing routing;
    private final GateKeeper gates;
    private final KeyValueStore<String, DraftScreened> inReview;
    private final EventForwarder events;

    RouteTask(Routing routing, GateKeeper gates, KeyValueStore<String, DraftScreened> inReview, EventForwarder events) {
        this.routing = routing;
        this.gates = gates;
        this.inReview = inReview;
        this.events = events;
    }

    void screen(Record<String, ?> record, DraftGenerated draft) {
        Instant begun = events.now();
        DraftScreened passed = gates.pass(routing.screening().screen(draft, events.now()), events.now());
        DraftScreened screened =
                passed.getRoute() == Route.REVIEW ? routing.screening().withSentences(passed) : passed;
        EventKey key = new EventKey(draft.getTenant(), draft.getPromptId());
        int completion = draft.getCompletionIndex();
        if (screened.getRoute() == Route.REVIEW) {
            inReview.put(reviewId(key, completion), screened);
        }
        Headers headers = routing.tracing()
                .step("screened", record.headers(), begun, events.now(), names(key, screened, completion));
        forward(headers, key, completion, screened, AuditStep.SCREENED, summary(screened));
    }

    private static Map<String, String> names(EventKey key, DraftScreened screened, int completion) {
        return Map.of(
                "draftgate.tenant", key.tenant(),
                "draftgate.prompt.id", key.id(),
                "draftgate.completion", Integer.toString(completion),
                "draftgate.verdict", screened.getScreening().getVerdict().toString(),
                "draftgate.route", screened.getRoute().toString());
    }

    void decide(Record<String, ?> record, ReviewDecided decision) {
        EventKey key = new EventKey(decision.getTenant(), decision.getPromptId()).cut();
        String reviewId = reviewId(key, decision.getCompletionIndex());
        DraftScreened waiting;
        try {
            waiting = inReview.get(reviewId);
        } catch (ErasedException erased) {
            // delete() would hand back what was there, and cannot read it.
            inReview.put(reviewId, null);
            audit(
                    decided(record, key, decision, AuditStep.DECISION_REFUSED),
                    key,
                    NOBODY,
                    decision,
                    AuditStep.DECISION_REFUSED,
                    "the draft was " + erased.getMessage());
            return;
        }
        String author = waiting == null ? NOBODY : waiting.getDraft().getRequestedBy();
        ReviewDesk.Outcome outcome = routing.desk().take(waiting, key, decision);
        if (outcome instanceof ReviewDesk.Outcome.Refused refused) {
            Headers headers = decided(record, key, decision, AuditStep.DECISION_REFUSED);
            audit(headers, key, author, decision, AuditStep.DECISION_REFUSED, refused.objection());
        } else if (outcome instanceof ReviewDesk.Outcome.Waits waits) {
            inReview.put(reviewId, waits.draft());
            Headers headers = decided(record, key, decision, waits.step());
            audit(headers, key, author, decision, waits.step(), waits.summary());
        } else if (outcome instanceof ReviewDesk.Outcome.Routed routed) {
            inReview.delete(reviewId);
            forward(
                    decided(record, key, decision, AuditStep.DECIDED),
                    key,
                    decision.getCompletionIndex(),
                    routed.draft(),
                    AuditStep.DECIDED,
                    routed.summary());
        }
    }

    /** From the broker's time stamp, a backlog included. */
    private Headers decided(Record<String, ?> record, EventKey key, ReviewDecided decision, AuditStep step) {
        Map<String, String> names = Map.of(
                "draftgate.tenant", key.tenant(),
                "draftgate.prompt.id", key.id(),
                "draftgate.completion", Integer.toString(decision.getCompletionIndex()),
                "draftgate.ruling", decision.getRuling().toString(),
                "draftgate.step", step.toString());
        return routing.tracing()
                .step("decided", record.headers(), Instant.ofEpochMilli(record.timestamp()), events.now(), names);
    }

    private void forward(
            Headers cause, EventKey key, int completion, DraftScreened routed, AuditStep step, String summary) {
        Instant now = events.now();
        Headers headers = routing.tracing().step("routed", cause, now, now, names(key, routed, completion));
        DraftScreened screened =
                routed.getRoute() == Route.PUBLISH ? routing.publisher().mark(routed) : routed;
        events.forward(
                key,
                headers,
                screened,
                events.position(),
                step + "/" + completion + "/draft",
                Publisher.attributes(screened));
        AuditEvent event =
                AUDIT.event(step, key, completion, events.position(), events.now(), summary, SCREENED.encode(screened));
        String author = screened.getDraft().getRequestedBy();
        file(headers, key, author, event, step + "/" + completion);
        events.commitSoon();
    }

    private void audit(
            Headers headers, EventKey key, String author, ReviewDecided decision, AuditStep step, String summary) {
        AuditEvent event = AUDIT.event(
                step,
                key,
                decision.getCompletionIndex(),
                events.position(),
                events.now(),
                summary,
                DECISIONS.encode(decision));
        file(headers, key, author, event, step.toString());
    }

    private void file(Headers headers, EventKey key, String author, AuditEvent event, String kind) {
        Sealing sealing = routing.sealing();
        events.forward(key, sealing.headers(headers), sealing.seal(event, author), events.position(), kind);
    }

    private static String summary(DraftScreened screened) {
        return screened.getRoute() + ", " + screened.getScreening().getVerdict() + ": "
                + screened.getScreening().getReasons().get(0).getText();
    }

    private static String reviewId(EventKey key, int completion) {
        return key.text() + "/" + completion;
    }
}
