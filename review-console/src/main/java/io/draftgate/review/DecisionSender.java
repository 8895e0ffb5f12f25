package io.draftgate.review;

import io.draftgate.index.DraftKey;
import io.draftgate.schemas.CloudEvents;
import io.draftgate.schemas.DurableProducer;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Ruling;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes decisions into {@code review.decisions}. A decision is told to the reviewer as taken only once it is durable; one that is
 * sent twice is refused the second time by the topology. Thread-safe.
 */
final class DecisionSender implements AutoCloseable {
    private static final CloudEvents CLOUD_EVENTS = new CloudEvents("/draftgate/review-console");

    /** Longer than this nobody waits before a page. */
    private static final int PATIENCE_MILLIS = 10_000;

    private final Topic<ReviewDecided> decisions;
    private final Producer<String, byte[]> producer;
    private final InstantSource clock;
    private final DecisionObserver observer;

    DecisionSender(
            Topic<ReviewDecided> decisions,
            Map<String, Object> client,
            InstantSource clock,
            DecisionObserver observer) {
        Map<String, Object> config = DurableProducer.config(client);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.decisions = decisions;
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        this.clock = clock;
        this.observer = observer;
    }

    /** It is not known whether the decision was written; the draft's story will tell. */
    static final class UnconfirmedException extends Exception {
        UnconfirmedException(Throwable cause) {
            super("the decision could not be confirmed: " + cause.getMessage(), cause);
        }
    }

    /** Returns once the decision is durable. */
    void send(DraftKey draft, Ruling ruling, String reviewer, String reason) throws UnconfirmedException {
        ReviewDecided decision = ReviewDecided.newBuilder()
                .setPromptId(draft.id())
                .setTenant(draft.tenant())
                .setCompletionIndex(draft.completion())
                .setRuling(ruling)
                .setReviewer(reviewer)
                .setReason(reason)
                .setDecidedAt(clock.instant())
                .build();
        DecisionObserver.Sending sending = observer.begun(decisions.name(), clock.instant());
        boolean isDurable = false;
        try {
            write(decision, new EventKey(draft.tenant(), draft.id()).text(), sending.headers());
            isDurable = true;
        } finally {
            sending.ended(clock.instant(), isDurable);
        }
    }

    private void write(ReviewDecided decision, String key, Headers headers) throws UnconfirmedException {
        try {
            producer.send(new ProducerRecord<>(
                            decisions.name(),
                            null,
                            key,
                            decisions.value().serializer().serialize(decisions.name(), decision),
                            CLOUD_EVENTS.stamp(
                                    headers, decision, UUID.randomUUID().toString(), key, clock.instant())))
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnconfirmedException(e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new UnconfirmedException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
