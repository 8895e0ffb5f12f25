package io.draftgate.index;

import io.draftgate.audit.AuditChain;
import io.draftgate.audit.ChainHead;
import io.draftgate.audit.ChainLink;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditRecord;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.FinishReason;
import io.draftgate.schemas.event.GenerationTimings;
import io.draftgate.schemas.event.Priority;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.Reason;
import io.draftgate.schemas.event.ResolvedParameters;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Route;
import io.draftgate.schemas.event.Ruling;
import io.draftgate.schemas.event.Screening;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.schemas.event.Verdict;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** A chain of one partition, written step by step. */
final class Chronicle {
    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    static final String TOPIC = "audit.records";

    // Made before the first record, so that Avro has been told which classes to trust.
    private static final EventSerde<AuditEvent> EVENTS = EventSerde.of(AuditEvent.class);
    private static final EventSerde<PromptSubmitted> PROMPTS = EventSerde.of(PromptSubmitted.class);
    private static final EventSerde<DraftGenerated> GENERATIONS = EventSerde.of(DraftGenerated.class);
    private static final EventSerde<DraftScreened> SCREENED = EventSerde.of(DraftScreened.class);
    private static final EventSerde<ReviewDecided> DECISIONS = EventSerde.of(ReviewDecided.class);

    private final int partition;
    private final List<ChainRecord> records = new ArrayList<>();
    private ChainHead head;
    private long seconds;

    Chronicle(int partition) {
        this.partition = partition;
        this.head = ChainHead.genesis(TOPIC + "-" + partition);
    }

    List<ChainRecord> records() {
        return List.copyOf(records);
    }

    Chronicle admitted(String tenant, String id, String prompt) {
        PromptSubmitted submitted = PromptSubmitted.newBuilder()
                .setId(id)
                .setTenant(tenant)
                .setRequestedBy("ann")
                .setPriority(Priority.NORMAL)
                .setPrompt(prompt)
                .build();
        return step(AuditStep.ADMITTED, tenant, id, null, "admitted", submitted, PROMPTS);
    }

    Chronicle generated(String tenant, String id, int completion, String prompt, String text) {
        return step(
                AuditStep.GENERATED,
                tenant,
                id,
                completion,
                "3 tokens by storybook-7m, ended by LENGTH",
                draft(tenant, id, completion, prompt, text),
                GENERATIONS);
    }

    Chronicle screened(String tenant, String id, int completion, String prompt, String text, Route route) {
        return step(
                AuditStep.SCREENED,
                tenant,
                id,
                completion,
                route + ", ABSTAIN: too short",
                screening(draft(tenant, id, completion, prompt, text), route, null),
                SCREENED);
    }

    Chronicle decided(
            String tenant, String id, int completion, String prompt, String text, Ruling ruling, String reviewer) {
        ReviewDecided decision = new ReviewDecided(id, tenant, completion, ruling, reviewer, "because", NOON);
        if (ruling == Ruling.ESCALATE) {
            return step(AuditStep.DECIDED, tenant, id, completion, "ESCALATE", decision, DECISIONS);
        }
        Route route = ruling == Ruling.APPROVE ? Route.PUBLISH : Route.BLOCK;
        return step(
                AuditStep.DECIDED,
                tenant,
                id,
                completion,
                ruling + " by " + reviewer,
                screening(draft(tenant, id, completion, prompt, text), route, decision),
                SCREENED);
    }

    Chronicle opinion(String tenant, String id, int completion, Ruling ruling, String reviewer) {
        ReviewDecided opinion = new ReviewDecided(id, tenant, completion, ruling, reviewer, "because", NOON);
        return step(AuditStep.OPINION_GIVEN, tenant, id, completion, "an opinion", opinion, DECISIONS);
    }

    /** A step whose payload nobody can read any more, or that has none. */
    Chronicle told(AuditStep step, String tenant, String id, Integer completion, byte[] payload) {
        AuditEvent event = AuditEvent.newBuilder()
                .setStep(step)
                .setTenant(tenant)
                .setSubject(id)
                .setCompletionIndex(completion)
                .setActor("detector")
                .setSource(new SourcePosition("drafts.generations", partition, (long) records.size()))
                .setOccurredAt(NOON.plusSeconds(seconds++))
                .setSummary(step.toString())
                .setPayload(payload == null ? null : ByteBuffer.wrap(payload))
                .build();
        ChainLink link = AuditChain.append(head, EVENTS.encode(event));
        head = link.head();
        AuditRecord record = AuditRecord.newBuilder()
                .setIndex(link.index())
                .setPreviousDigest(ByteBuffer.wrap(link.previous().bytes()))
                .setEvent(ByteBuffer.wrap(link.content()))
                .setDigest(ByteBuffer.wrap(link.digest().bytes()))
                .build();
        records.add(new ChainRecord(TOPIC, partition, records.size(), record));
        return this;
    }

    private <T extends SpecificRecord> Chronicle step(
            AuditStep step,
            String tenant,
            String id,
            Integer completion,
            String summary,
            T payload,
            EventSerde<T> serde) {
        return told(step, tenant, id, completion, serde.encode(payload));
    }

    private DraftGenerated draft(String tenant, String id, int completion, String prompt, String text) {
        return DraftGenerated.newBuilder()
                .setPromptId(id)
                .setTenant(tenant)
                .setRequestedBy("ann")
                .setCompletionIndex(completion)
                .setCompletionCount(1)
                .setTask("story")
                .setPrompt(prompt)
                .setText(text)
                .setPromptTokenIds(List.of(1, 2))
                .setTokenIds(List.of(3, 4, 5))
                .setLogProbabilities(List.of(-1f, -2f, -3f))
                .setRanks(List.of(1, 2, 3))
                .setEntropies(List.of(1f, 1f, 1f))
                .setSeed(42)
                .setParameters(ResolvedParameters.newBuilder()
                        .setTemperature(0.7)
                        .setTopK(40)
                        .setTopP(1)
                        .setMaxTokens(64)
                        .build())
                .setModelName("storybook-7m")
                .setModelDigest("sha256:00")
                .setTokenizerDigest("sha256:11")
                .setEngine("onnxruntime 1.28.0 cpu F32")
                .setFinishReason(FinishReason.LENGTH)
                .setTimings(new GenerationTimings(1L, 2L, 3L))
                .setSource(new SourcePosition("drafts.prompts", partition, 0L))
                .setGeneratedAt(NOON)
                .build();
    }

    private static DraftScreened screening(DraftGenerated draft, Route route, ReviewDecided decision) {
        return DraftScreened.newBuilder()
                .setDraft(draft)
                .setScreening(Screening.newBuilder()
                        .setVerdict(Verdict.ABSTAIN)
                        .setProbability(0.4)
                        .setReasons(List.of(new Reason("too-short", "Has 16 characters")))
                        .setDetectorDigest("sha256:22")
                        .setOperatingPoint("0.5 at 1 %")
                        .setPolicyVersion("1")
                        .setPolicyDigest("sha256:33")
                        .setScreenedAt(NOON)
                        .build())
                .setRoute(route)
                .setDecision(decision)
                .build();
    }
}
