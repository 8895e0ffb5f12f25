package io.draftgate.generator;

import io.draftgate.bridge.Dispatcher;
import io.draftgate.bridge.Ended;
import io.draftgate.bridge.FairShares;
import io.draftgate.bridge.IntakeBrake;
import io.draftgate.bridge.TaskBridge;
import io.draftgate.schemas.CloudEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.GenerationCompleted;
import io.draftgate.schemas.event.GenerationProgressed;
import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.Outcome;
import io.draftgate.schemas.event.PromptCancelled;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.schemas.event.UsageRecorded;
import io.draftgate.schemas.event.WorkReported;
import io.draftgate.streams.EventForwarder;
import io.draftgate.streams.sealing.Sealing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * One ownership of one task: admits prompts, takes in reports, and gives every prompt exactly one outcome, in the transaction of
 * the record that brings it about. Never waits for a generation. Confined to the stream thread.
 */
final class GenerateTask {
    /** How long a free slot of the engine may go unnoticed while no record comes. */
    static final Duration REFILL_INTERVAL = Duration.ofMillis(50);

    private static final CloudEvents EVENT_ATTRIBUTES = new CloudEvents("/draftgate/generator");
    private static final EventSerde<GenerationCompleted> RESULTS = EventSerde.of(GenerationCompleted.class);

    private final ProcessorContext<String, SpecificRecord> context;
    private final Shared shared;
    private final EventForwarder events;
    private final Outcomes outcomes;
    private final WindowStore<String, Long> seen;
    private final TaskBridge bridge;

    /**
     * Bounds of a task's queue.
     *
     * @param maxPromptsPerTask past this many waiting prompts intake slows down, and the backlog stays in Kafka
     * @param idRetention how long an id counts as used
     * @param shares of the tenants, as one task enforces them
     */
    record QueueLimits(int maxPromptsPerTask, Duration idRetention, FairShares shares) {}

    /** What all tasks of a worker have in common. */
    record Shared(
            Dispatcher dispatcher,
            PromptAdmission admission,
            QueueLimits limits,
            IntakeBrake brake,
            InFlightPrompts prompts,
            TopicCatalogue topics,
            Sealing sealing,
            GeneratorMeters meters,
            Usage usage,
            PromptTrace trace,
            Standstill standstill) {}

    GenerateTask(ProcessorContext<String, SpecificRecord> context, Shared shared) {
        this.context = context;
        this.shared = shared;
        this.events = new EventForwarder(context, EVENT_ATTRIBUTES);
        this.outcomes = new Outcomes(events, shared.topics(), shared.sealing());
        this.seen = context.getStateStore(GeneratorTopology.SEEN_STORE);
        KeyValueStore<Long, InFlightWork> inFlight = context.getStateStore(GeneratorTopology.IN_FLIGHT_STORE);
        this.bridge = TaskBridge.open(
                shared.dispatcher(),
                inFlight,
                context.taskId().partition(),
                shared.limits().shares(),
                events::now);
    }

    /** Begins to look for free slots of the engine also while no record comes. */
    void start() {
        context.schedule(REFILL_INTERVAL, PunctuationType.WALL_CLOCK_TIME, timestamp -> {
            shared.brake().committed();
            bridge.refill();
        });
    }

    void submit(Record<String, GeneratorInput> record, @Nullable PromptSubmitted prompt) {
        SourcePosition position = events.position();
        Admission decision = shared.admission().decide(record.key(), prompt);
        if (decision instanceof Admission.Accepted accepted) {
            decision = firstOfItsId(accepted, record);
        }
        if (decision instanceof Admission.Accepted accepted) {
            Origin origin = new Origin(accepted.prompt(), EventKey.parse(record.key()), record.headers(), position);
            Instant arrived = Instant.ofEpochMilli(record.timestamp());
            admit(record, shared.trace().admitted(origin, arrived, events.now()), accepted.cost());
        } else if (decision instanceof Admission.Rejected rejected) {
            Instant arrived = Instant.ofEpochMilli(record.timestamp());
            Headers headers = shared.trace().rejected(record.headers(), arrived, events.now(), rejected.field());
            outcomes.rejected(key(record), headers, position, prompt, rejected);
        }
    }

    void cancel(Record<String, GeneratorInput> record, @Nullable PromptCancelled cancellation) {
        EventKey key = key(record);
        OptionalLong offset = lastOffset(key.text(), record.timestamp());
        Optional<InFlightWork> withdrawn = offset.isPresent() ? bridge.withdraw(offset.getAsLong()) : Optional.empty();
        if (withdrawn.isPresent()) {
            outcomes.cancelled(unfulfilled(offset.getAsLong(), withdrawn.get(), Outcome.CANCELLED), cancellation);
        } else {
            outcomes.cancellationIgnored(key, record.headers(), events.position());
        }
    }

    void take(@Nullable WorkReported report) {
        if (report == null) {
            return;
        }
        shared.standstill().before(report);
        bridge.report(report).ifPresent(this::end);
    }

    void close() {
        bridge.close();
    }

    private Admission firstOfItsId(Admission.Accepted accepted, Record<String, GeneratorInput> record) {
        OptionalLong first = lastOffset(record.key(), record.timestamp());
        if (first.isEmpty()) {
            return accepted;
        }
        return new Admission.Rejected(
                "id",
                accepted.prompt().getId(),
                Admission.Rejected.DUPLICATE,
                "an id that was not used before; this one was at offset " + first.getAsLong());
    }

    private void admit(Record<String, GeneratorInput> record, Origin origin, long cost) {
        long offset = origin.position().getOffset();
        seen.put(record.key(), offset, record.timestamp());
        outcomes.admitted(origin);
        bridge.admit(offset, shared.prompts().work(origin, Instant.ofEpochMilli(record.timestamp()), cost));
        if (bridge.waiting() > shared.limits().maxPromptsPerTask()) {
            shared.brake().pause();
        }
    }

    private void end(Ended ended) {
        if (ended instanceof Ended.Finished finished) {
            finished(finished);
        } else if (ended instanceof Ended.Failed failed) {
            failed(failed, failed.reason());
        } else if (ended instanceof Ended.Expired) {
            outcomes.expired(unfulfilled(ended.offset(), ended.request(), Outcome.EXPIRED));
        }
        events.commitSoon();
    }

    private void finished(Ended.Finished finished) {
        GenerationCompleted result;
        try {
            result = RESULTS.decode(shared.prompts().openResult(finished.result()));
        } catch (SerializationException unreadable) {
            failed(finished, "its result is " + unreadable.getMessage());
            return;
        }
        generated(origin(finished.offset(), finished.request()), finished.request(), result.getDrafts());
    }

    private void failed(Ended ended, String reason) {
        outcomes.failed(unfulfilled(ended.offset(), ended.request(), Outcome.FAILED), reason);
    }

    /** Accounts for a prompt that ends without a draft. */
    private Origin unfulfilled(long offset, InFlightWork work, Outcome outcome) {
        Origin origin = shared.trace().ended(origin(offset, work), outcome, events.now());
        account(origin, shared.usage().of(origin, written(work), outcome, events.now()));
        return origin;
    }

    /** Of a prompt whose author was erased meanwhile nobody can tell any more. */
    private Optional<GenerationProgressed> written(InFlightWork work) {
        try {
            return shared.prompts().progress(work);
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }

    private void account(Origin origin, UsageRecorded usage) {
        outcomes.used(origin, usage);
        shared.meters().used(usage);
    }

    private void generated(Origin origin, InFlightWork request, List<DraftGenerated> drafts) {
        Origin traced = shared.trace().generated(origin, drafts);
        drafts.forEach(draft -> outcomes.generated(traced, draft));
        UsageRecorded usage = shared.usage().of(traced, drafts, events.now());
        account(traced, usage);
        bridge.settle(request, usage.getPromptTokens() + usage.getCompletionTokens());
        shared.meters().answered(Duration.between(request.getRequestedAt(), events.now()));
    }

    private Origin origin(long offset, InFlightWork work) {
        return shared.prompts().origin(context.taskId().partition(), offset, work);
    }

    private static EventKey key(Record<String, GeneratorInput> record) {
        return EventKey.parse(record.key() == null ? "" : record.key()).cut();
    }

    private OptionalLong lastOffset(String key, long timestamp) {
        long from = Math.max(0, timestamp - shared.limits().idRetention().toMillis());
        OptionalLong last = OptionalLong.empty();
        try (WindowStoreIterator<Long> uses = seen.fetch(key, from, timestamp)) {
            while (uses.hasNext()) {
                KeyValue<Long, Long> use = uses.next();
                last = OptionalLong.of(use.value);
            }
        }
        return last;
    }
}
