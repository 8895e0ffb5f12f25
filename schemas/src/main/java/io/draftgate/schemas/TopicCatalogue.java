package io.draftgate.schemas;

import io.draftgate.schemas.Topic.RecordClock;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditRecord;
import io.draftgate.schemas.event.DeadLetterSettled;
import io.draftgate.schemas.event.DocumentReceived;
import io.draftgate.schemas.event.DocumentScreened;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.GateFiled;
import io.draftgate.schemas.event.GateState;
import io.draftgate.schemas.event.PromptCancelled;
import io.draftgate.schemas.event.PromptRejected;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.PromptUnfulfilled;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.UsageRecorded;
import io.draftgate.schemas.event.WorkReported;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Every topic of the pipeline, in one place. Topics are created, documented and checked from here. All have the same number of
 * partitions: a report of a work must land on the partition of its prompt, and Kafka Streams does not check that.
 *
 * @param prefix put before every name, e.g. {@code "staging."}; may be empty
 * @param partitions of every topic, at least 1
 * @param plaintextRetention how long a record with somebody's text lies in any topic at most; empty: as long as each topic keeps
 *     its records anyway
 * @param guard how records lie in the topics
 */
public record TopicCatalogue(String prefix, int partitions, Optional<Duration> plaintextRetention, ValueGuard guard) {
    /** Enough for four workers, few enough for a broker in the JVM. */
    public static final int DEFAULT_PARTITIONS = 4;

    private static final Duration WORK_RETENTION = Duration.ofDays(7);
    private static final Duration REPORT_RETENTION = Duration.ofDays(1);
    private static final Duration RESULT_RETENTION = Duration.ofDays(30);

    public TopicCatalogue {
        if (!prefix.matches("[a-zA-Z0-9._-]{0,100}")) {
            throw new IllegalArgumentException("topic prefix: got '" + prefix
                    + "', expected up to 100 letters, digits, dots, underscores or hyphens");
        }
        plaintextRetention.ifPresent(Topic::retentionFor);
    }

    /** Topics that keep their records as long as they are of use. */
    public TopicCatalogue(String prefix, int partitions) {
        this(prefix, partitions, Optional.empty());
    }

    /** Topics whose records lie as they are. */
    public TopicCatalogue(String prefix, int partitions, Optional<Duration> plaintextRetention) {
        this(prefix, partitions, plaintextRetention, ValueGuard.open());
    }

    /** The same topics, read and written through a guard. */
    public TopicCatalogue guardedBy(ValueGuard guard) {
        return new TopicCatalogue(prefix, partitions, plaintextRetention, guard);
    }

    /** No prefix and the default number of partitions. */
    public static TopicCatalogue standard() {
        return new TopicCatalogue("", DEFAULT_PARTITIONS);
    }

    /** Requests for drafts. Stamped by the broker: deadlines and the memory of ids seen count from there. */
    public Topic<PromptSubmitted> prompts() {
        return input("drafts.prompts", PromptSubmitted.class, WORK_RETENTION, "Requests for drafts.");
    }

    public Topic<PromptCancelled> cancellations() {
        return input("drafts.cancellations", PromptCancelled.class, WORK_RETENTION, "Wishes that a prompt be stopped.");
    }

    /** What workers report; written by a plain idempotent producer, read by the task that owns the prompt. */
    public Topic<WorkReported> completions() {
        return topic(
                "generator.completions",
                WorkReported.class,
                REPORT_RETENTION,
                RecordClock.BROKER,
                "What generation workers report of prompts in flight; internal to the generator.");
    }

    public Topic<DraftGenerated> generations() {
        return topic(
                "drafts.generations",
                DraftGenerated.class,
                WORK_RETENTION,
                RecordClock.PRODUCER,
                "Drafts as they were generated, not yet screened.");
    }

    public Topic<PromptRejected> rejected() {
        return topic(
                "drafts.rejected",
                PromptRejected.class,
                RESULT_RETENTION,
                RecordClock.PRODUCER,
                "Prompts that were not admitted, with field and reason.");
    }

    public Topic<PromptUnfulfilled> unfulfilled() {
        return topic(
                "drafts.unfulfilled",
                PromptUnfulfilled.class,
                RESULT_RETENTION,
                RecordClock.PRODUCER,
                "Admitted prompts that expired, were cancelled or failed.");
    }

    public Topic<DraftScreened> published() {
        return topic(
                "drafts.published",
                DraftScreened.class,
                RESULT_RETENTION,
                RecordClock.PRODUCER,
                "Drafts fit to be used.");
    }

    public Topic<DraftScreened> review() {
        return topic(
                "drafts.review",
                DraftScreened.class,
                RESULT_RETENTION,
                RecordClock.PRODUCER,
                "Drafts that wait for a human.");
    }

    public Topic<DraftScreened> blocked() {
        return topic(
                "drafts.blocked",
                DraftScreened.class,
                RESULT_RETENTION,
                RecordClock.PRODUCER,
                "Drafts that the policy or a reviewer stopped.");
    }

    public Topic<ReviewDecided> decisions() {
        return input(
                "review.decisions",
                ReviewDecided.class,
                RESULT_RETENTION,
                "What reviewers decide about drafts in review.");
    }

    /** What is filed about release gates: samples, inspections, evidence, openings and closings. Kept: they are the record. */
    public Topic<GateFiled> gates() {
        return input(
                "release.gates",
                GateFiled.class,
                Topic.FOREVER,
                "Samples, inspections, evidence, openings and closings of release gates, as filed.");
    }

    /** What the detector made of it; read whole by every detector when it starts. */
    public Topic<GateState> gateStates() {
        return topic(
                "release.gates.accepted",
                GateState.class,
                Topic.FOREVER,
                RecordClock.PRODUCER,
                "Openings and closings of release gates that were found in order; internal to the detector.");
    }

    public Topic<DocumentReceived> documents() {
        return input(
                "documents.incoming", DocumentReceived.class, WORK_RETENTION, "Texts from outside, to be screened.");
    }

    /** What the detectors report; written by a plain idempotent producer, read by the task that owns the document. */
    public Topic<WorkReported> documentReports() {
        return topic(
                "detector.documents",
                WorkReported.class,
                REPORT_RETENTION,
                RecordClock.BROKER,
                "What detectors report of documents in flight; internal to the detector.");
    }

    public Topic<DocumentScreened> documentsScreened() {
        return topic(
                "documents.screened",
                DocumentScreened.class,
                RESULT_RETENTION,
                RecordClock.PRODUCER,
                "Verdicts on documents from outside.");
    }

    public Topic<DocumentScreened> documentsFlagged() {
        return topic(
                "documents.flagged",
                DocumentScreened.class,
                RESULT_RETENTION,
                RecordClock.PRODUCER,
                "The documents found SYNTHETIC, once more.");
    }

    public Topic<AuditEvent> auditEvents() {
        return topic(
                "audit.events",
                AuditEvent.class,
                RESULT_RETENTION,
                RecordClock.PRODUCER,
                "Every step of the pipeline, written in the transaction of the step.");
    }

    public Topic<AuditRecord> auditRecords() {
        return topic(
                "audit.records",
                AuditRecord.class,
                Topic.FOREVER,
                RecordClock.PRODUCER,
                "The audit chain: one hash chain a partition, one writer.");
    }

    /** Plain text, so that a bare client can read it. Key: the origin of the log. */
    public Topic<String> auditCheckpoints() {
        return new Topic<>(
                prefix + "audit.checkpoints",
                Serdes.String(),
                partitions,
                Topic.FOREVER,
                RecordClock.PRODUCER,
                Topic.MAX_RECORD_BYTES,
                "Signed checkpoints of the audit chain, as C2SP tlog-checkpoint, one log a partition.");
    }

    public Topic<byte[]> generatorDeadLetters() {
        return deadLetters("generator");
    }

    public Topic<byte[]> detectorDeadLetters() {
        return deadLetters("detector");
    }

    public Topic<byte[]> auditDeadLetters() {
        return deadLetters("audit");
    }

    /** Marks dead letters that were worked off. Kept as long as the letters. */
    public Topic<DeadLetterSettled> deadLetterSettlements() {
        return topic(
                "dlq.settlements",
                DeadLetterSettled.class,
                RESULT_RETENTION,
                RecordClock.PRODUCER,
                "Which dead letters were redriven or dropped, by whom and why.");
    }

    /** What each tenant used. */
    public Topic<UsageRecorded> usage() {
        return topic(
                "usage",
                UsageRecorded.class,
                RESULT_RETENTION,
                RecordClock.PRODUCER,
                "Tokens and engine time of every generated prompt, for accounting.");
    }

    public List<Topic<byte[]>> deadLetters() {
        return List.of(generatorDeadLetters(), detectorDeadLetters(), auditDeadLetters());
    }

    /** Every topic, in the order of a prompt's way. */
    public List<Topic<?>> all() {
        return List.of(
                prompts(),
                cancellations(),
                completions(),
                generations(),
                rejected(),
                unfulfilled(),
                published(),
                review(),
                blocked(),
                decisions(),
                gates(),
                gateStates(),
                documents(),
                documentReports(),
                documentsScreened(),
                documentsFlagged(),
                auditEvents(),
                auditRecords(),
                usage(),
                auditCheckpoints(),
                generatorDeadLetters(),
                detectorDeadLetters(),
                auditDeadLetters(),
                deadLetterSettlements());
    }

    /** The topics whose records hold somebody's text, whether or not the audit log is sealed. */
    public List<Topic<?>> holdingText() {
        return List.of(
                prompts(),
                cancellations(),
                completions(),
                generations(),
                rejected(),
                unfulfilled(),
                published(),
                review(),
                blocked(),
                decisions(),
                documents(),
                documentReports(),
                documentsScreened(),
                documentsFlagged(),
                generatorDeadLetters(),
                detectorDeadLetters(),
                auditDeadLetters());
    }

    /** What is kept for ever holds no text but what is sealed. */
    private Duration kept(Duration retention) {
        return plaintextRetention
                .map(Topic::retentionFor)
                .filter(bound -> !retention.equals(Topic.FOREVER) && bound.compareTo(retention) < 0)
                .orElse(retention);
    }

    private Topic<byte[]> deadLetters(String application) {
        return new Topic<>(
                prefix + application + ".dlq",
                Serdes.ByteArray(),
                partitions,
                kept(RESULT_RETENTION),
                RecordClock.PRODUCER,
                Topic.MAX_RECORD_BYTES,
                "Records that the " + application + " could not read or that broke it, whole (KIP-1034).");
    }

    /** A topic that others write. The broker stamps it, so that no sender can lie about the time. */
    private <V extends SpecificRecord> Topic<V> input(String name, Class<V> type, Duration retention, String purpose) {
        return new Topic<>(
                prefix + name,
                guard.guard(EventSerde.of(type)),
                partitions,
                kept(retention),
                RecordClock.BROKER,
                Topic.MAX_INPUT_BYTES,
                purpose);
    }

    private <V extends SpecificRecord> Topic<V> topic(
            String name, Class<V> type, Duration retention, RecordClock clock, String purpose) {
        return new Topic<>(
                prefix + name,
                guard.guard(EventSerde.of(type)),
                partitions,
                kept(retention),
                clock,
                Topic.MAX_RECORD_BYTES,
                purpose);
    }
}
