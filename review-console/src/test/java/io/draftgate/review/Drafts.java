package io.draftgate.review;

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
import io.draftgate.schemas.event.Reason;
import io.draftgate.schemas.event.ResolvedParameters;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Route;
import io.draftgate.schemas.event.Ruling;
import io.draftgate.schemas.event.Screening;
import io.draftgate.schemas.event.SentenceScore;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.schemas.event.Verdict;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An audit chain about a few drafts, as a pipeline would write it. */
final class Drafts {
    static final String TENANT = "default";
    private static final String TOPIC = "audit.records";
    private static final AuditEvents AUDIT = new AuditEvents("detector");
    private static final EventSerde<AuditEvent> EVENTS = EventSerde.of(AuditEvent.class);
    private static final EventSerde<DraftGenerated> GENERATIONS = EventSerde.of(DraftGenerated.class);
    private static final EventSerde<DraftScreened> SCREENED = EventSerde.of(DraftScreened.class);
    private static final EventSerde<ReviewDecided> DECISIONS = EventSerde.of(ReviewDecided.class);

    private final List<ChainRecord> records = new ArrayList<>();
    private ChainHead head = ChainHead.genesis(TOPIC + "-0");
    private Instant now;

    Drafts(Instant begin) {
        this.now = begin;
    }

    List<ChainRecord> records() {
        return List.copyOf(records);
    }

    Drafts inReview(String id, String requestedBy, String text) {
        return screened(id, requestedBy, text, Route.REVIEW);
    }

    Drafts published(String id, String text) {
        return screened(id, "ann", text, Route.PUBLISH);
    }

    Drafts opinion(String id, Ruling ruling, String reviewer, String reason) {
        ReviewDecided opinion = new ReviewDecided(id, TENANT, 0, ruling, reviewer, reason, now);
        return add(AuditStep.OPINION_GIVEN, id, "first of two opinions, by " + reviewer, DECISIONS.encode(opinion));
    }

    private Drafts screened(String id, String requestedBy, String text, Route route) {
        DraftGenerated draft = draft(id, requestedBy, text);
        add(AuditStep.GENERATED, id, "40 tokens by storybook-7m, ended by LENGTH", GENERATIONS.encode(draft));
        DraftScreened screened = DraftScreened.newBuilder()
                .setDraft(draft)
                .setScreening(screening(text, route))
                .setRoute(route)
                .build();
        return add(AuditStep.SCREENED, id, route + ": told apart or not", SCREENED.encode(screened));
    }

    private Drafts add(AuditStep step, String id, String summary, byte[] payload) {
        now = now.plus(Duration.ofSeconds(1));
        AuditEvent event = AUDIT.event(
                step,
                new EventKey(TENANT, id),
                0,
                new SourcePosition("drafts.generations", 0, head.length()),
                now,
                summary,
                payload);
        ChainLink link = AuditChain.append(head, EVENTS.encode(event));
        records.add(new ChainRecord(
                TOPIC,
                0,
                link.index(),
                AuditRecord.newBuilder()
                        .setIndex(link.index())
                        .setPreviousDigest(ByteBuffer.wrap(link.previous().bytes()))
                        .setEvent(ByteBuffer.wrap(link.content()))
                        .setDigest(ByteBuffer.wrap(link.digest().bytes()))
                        .build()));
        head = link.head();
        return this;
    }

    private DraftGenerated draft(String id, String requestedBy, String text) {
        return DraftGenerated.newBuilder()
                .setPromptId(id)
                .setTenant(TENANT)
                .setRequestedBy(requestedBy)
                .setCompletionIndex(0)
                .setCompletionCount(1)
                .setTask("story")
                .setPrompt("Once upon a time")
                .setText(text)
                .setPromptTokenIds(List.of())
                .setTokenIds(Collections.nCopies(40, 7))
                .setLogProbabilities(List.of())
                .setRanks(List.of())
                .setEntropies(List.of())
                .setSeed(42)
                .setParameters(ResolvedParameters.newBuilder()
                        .setTemperature(0.7)
                        .setTopK(40)
                        .setTopP(1)
                        .setMaxTokens(64)
                        .build())
                .setModelName("storybook-7m")
                .setModelDigest("sha256:4f2d8c1b9a")
                .setTokenizerDigest("sha256:11")
                .setEngine("onnxruntime 1.28.0, CPU, F32")
                .setFinishReason(FinishReason.LENGTH)
                .setTimings(new GenerationTimings(1L, 2L, 3L))
                .setSource(new SourcePosition("drafts.prompts", 0, 0L))
                .setGeneratedAt(now)
                .build();
    }

    private static Screening screening(String text, Route route) {
        List<SentenceScore> sentences = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(". "); end >= 0; end = text.indexOf(". ", start)) {
            sentences.add(new SentenceScore(start, end + 2, sentences.size() * 2.2 - 1));
            start = end + 2;
        }
        return Screening.newBuilder()
                .setVerdict(route == Route.REVIEW ? Verdict.ABSTAIN : Verdict.SYNTHETIC)
                .setProbability(route == Route.REVIEW ? 0.43 : 0.97)
                .setReasons(List.of(new Reason(
                        route == Route.REVIEW ? "undetectable" : "recognised",
                        route == Route.REVIEW
                                ? "Machine-written, but not recognised as such"
                                : "Recognised as synthetic; no rule is broken")))
                .setSentences(sentences)
                .setDetectorDigest("sha256:22")
                .setOperatingPoint("1 % false positives")
                .setPolicyVersion("1")
                .setPolicyDigest("sha256:33")
                .setScreenedAt(Instant.EPOCH)
                .build();
    }
}
