package io.draftgate.cli.bench;

import io.draftgate.audit.AuditChain;
import io.draftgate.audit.ChainHead;
import io.draftgate.audit.ChainLink;
import io.draftgate.index.ChainRecord;
import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.EventKey;
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
import org.jspecify.annotations.Nullable;

/**
 * An audit log of one partition as a pipeline would write it, about drafts of made-up words: three records a draft, and a fourth for
 * every fifth, which goes to review. The same seed writes the same log. Confined to one thread.
 */
final class SyntheticLog {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SECONDS_BETWEEN_DRAFTS = 60;
    private static final int EVERY_NTH_IN_REVIEW = 5;
    private static final String TOPIC = "audit.records";
    private static final AuditEvents AUDIT = new AuditEvents("bench");
    private static final EventSerde<AuditEvent> EVENTS = EventSerde.of(AuditEvent.class);
    private static final EventSerde<PromptSubmitted> PROMPTS = EventSerde.of(PromptSubmitted.class);
    private static final EventSerde<DraftGenerated> GENERATIONS = EventSerde.of(DraftGenerated.class);
    private static final EventSerde<DraftScreened> SCREENED = EventSerde.of(DraftScreened.class);

    private final SyntheticWords words;
    private ChainHead head = ChainHead.genesis(TOPIC + "-0");
    private long drafts;

    SyntheticLog(SyntheticWords words) {
        this.words = words;
    }

    long drafts() {
        return drafts;
    }

    /** The records about the next drafts. */
    List<ChainRecord> next(int draftCount) {
        List<ChainRecord> records = new ArrayList<>();
        for (int i = 0; i < draftCount; i++) {
            draft(records);
        }
        return records;
    }

    private void draft(List<ChainRecord> records) {
        long number = drafts++;
        EventKey key = new EventKey("tenant" + number % 7, "draft" + number);
        Instant at = BEGIN.plusSeconds(number * SECONDS_BETWEEN_DRAFTS);
        boolean review = number % EVERY_NTH_IN_REVIEW == 0;
        DraftGenerated generated = generated(key, number, at);
        DraftScreened screened = screened(generated, review ? Route.REVIEW : Route.PUBLISH, null, at);
        add(records, AuditStep.ADMITTED, key, null, at, PROMPTS.encode(submitted(key, generated.getPrompt())));
        add(records, AuditStep.GENERATED, key, 0, at, GENERATIONS.encode(generated));
        add(records, AuditStep.SCREENED, key, 0, at, SCREENED.encode(screened));
        if (review) {
            Ruling ruling = number % 2 == 0 ? Ruling.APPROVE : Ruling.REJECT;
            ReviewDecided decision = new ReviewDecided(
                    key.id(), key.tenant(), 0, ruling, "reviewer" + number % 11, "as " + words.next(3), at);
            Route route = ruling == Ruling.APPROVE ? Route.PUBLISH : Route.BLOCK;
            add(records, AuditStep.DECIDED, key, 0, at, SCREENED.encode(screened(generated, route, decision, at)));
        }
    }

    private void add(
            List<ChainRecord> records,
            AuditStep step,
            EventKey key,
            @Nullable Integer completion,
            Instant at,
            byte[] payload) {
        AuditEvent event = AUDIT.event(
                step,
                key,
                completion,
                new SourcePosition("drafts.prompts", 0, head.length()),
                at,
                "synthetic",
                payload);
        ChainLink link = AuditChain.append(head, EVENTS.encode(event));
        AuditRecord record = AuditRecord.newBuilder()
                .setIndex(link.index())
                .setPreviousDigest(ByteBuffer.wrap(link.previous().bytes()))
                .setEvent(ByteBuffer.wrap(link.content()))
                .setDigest(ByteBuffer.wrap(link.digest().bytes()))
                .build();
        records.add(new ChainRecord(TOPIC, 0, link.index(), record));
        head = link.head();
    }

    private static PromptSubmitted submitted(EventKey key, String prompt) {
        return PromptSubmitted.newBuilder()
                .setId(key.id())
                .setTenant(key.tenant())
                .setPriority(Priority.NORMAL)
                .setPrompt(prompt)
                .build();
    }

    private DraftGenerated generated(EventKey key, long number, Instant at) {
        return DraftGenerated.newBuilder()
                .setPromptId(key.id())
                .setTenant(key.tenant())
                .setRequestedBy("author" + number % 23)
                .setCompletionIndex(0)
                .setCompletionCount(1)
                .setPrompt(words.next(12))
                .setText(words.next(60) + " unique" + number)
                .setPromptTokenIds(List.of())
                .setTokenIds(List.of())
                .setLogProbabilities(List.of())
                .setRanks(List.of())
                .setEntropies(List.of())
                .setSeed(number)
                .setParameters(ResolvedParameters.newBuilder()
                        .setTemperature(0.7)
                        .setTopK(40)
                        .setTopP(1)
                        .setMaxTokens(128)
                        .build())
                .setModelName(number % 3 == 0 ? "gpt2" : "storybook-7m")
                .setModelDigest("sha256:0")
                .setTokenizerDigest("sha256:0")
                .setEngine("synthetic")
                .setFinishReason(FinishReason.LENGTH)
                .setTimings(new GenerationTimings(0L, 0L, 0L))
                .setSource(new SourcePosition("drafts.prompts", 0, number))
                .setGeneratedAt(at)
                .build();
    }

    private static DraftScreened screened(
            DraftGenerated draft, Route route, @Nullable ReviewDecided decision, Instant at) {
        return DraftScreened.newBuilder()
                .setDraft(draft)
                .setScreening(Screening.newBuilder()
                        .setVerdict(route == Route.REVIEW ? Verdict.ABSTAIN : Verdict.SYNTHETIC)
                        .setProbability(0.9)
                        .setReasons(List.of(new Reason(route == Route.REVIEW ? "undetectable" : "recognised", "")))
                        .setDetectorDigest("sha256:0")
                        .setOperatingPoint("")
                        .setPolicyVersion("1")
                        .setPolicyDigest("sha256:0")
                        .setScreenedAt(at)
                        .build())
                .setRoute(route)
                .setDecision(decision)
                .build();
    }
}
