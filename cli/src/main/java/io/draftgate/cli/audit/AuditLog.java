package io.draftgate.cli.audit;

import io.draftgate.audit.ChainLink;
import io.draftgate.audit.checkpoint.Checkpoint;
import io.draftgate.audit.checkpoint.LogVerifier;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/** The chains as they stand in Kafka, committed records only. Immutable, thread-safe. */
public final class AuditLog {
    private static final EventSerde<AuditEvent> EVENTS = EventSerde.of(AuditEvent.class);

    private final TopicCatalogue topics;
    private final Map<String, Object> client;

    /**
     * The log of a catalogue.
     *
     * @param client how to reach the brokers: {@code bootstrap.servers}, security
     */
    public AuditLog(TopicCatalogue topics, Map<String, Object> client) {
        this.topics = topics;
        this.client = Map.copyOf(client);
    }

    /** Sees every event that can be read, and where it is chained. */
    @FunctionalInterface
    public interface ChainVisitor {
        /**
         * An event.
         *
         * @param chainName topic and partition
         */
        void event(String chainName, ChainLink link, AuditEvent event);
    }

    /** As {@link #verify(Evidence, Consumer)}, with the checkpoints beside the log as the only evidence. */
    public Verification verify(Consumer<AuditEvent> visitor) {
        return verify(Evidence.NONE, visitor);
    }

    /** As {@link #verify(Evidence, Consumer)}, for visitors that ask where an event is chained. */
    public Verification verify(ChainVisitor visitor) {
        return verify(Evidence.NONE, visitor);
    }

    /**
     * Reads every chain from its beginning to its end of now, recomputes every digest, and holds its Merkle tree against the
     * checkpoints that were published and those that somebody kept. One pass; memory grows with the checkpoints alone.
     *
     * @param visitor sees every event that can be read
     */
    public Verification verify(Evidence evidence, Consumer<AuditEvent> visitor) {
        return verify(evidence, (chainName, link, event) -> visitor.accept(event));
    }

    private Verification verify(Evidence evidence, ChainVisitor visitor) {
        Verification.Builder verification = new Verification.Builder();
        try (TopicReader reader = new TopicReader(client)) {
            List<ChainPartition> chains = ChainPartition.all(reader, topics);
            chains.forEach(chain -> verify(chain, evidence, visitor, verification));
            verification.strangers(
                    evidence, chains.stream().map(ChainPartition::name).toList());
        }
        return verification.build();
    }

    private static void verify(
            ChainPartition chain, Evidence evidence, ChainVisitor visitor, Verification.Builder verification) {
        // Checkpoints first: what is published while they are read is not asked of records that were not read yet.
        List<Checkpoint> published =
                evidence.trusted(chain.name(), chain.checkpoints(verification::add), verification::add);
        List<Checkpoint> checkpoints = new ArrayList<>(published);
        checkpoints.addAll(evidence.of(chain.name(), verification::add));
        LogVerifier verifier =
                new LogVerifier(chain.name(), checkpoints, (level, index, hash) -> {}, verification::add);
        chain.read(new ChainPartition.Visitor() {
            @Override
            public void link(String position, ChainLink link) {
                verifier.read(position, link);
                visit(chain.name(), link, visitor);
            }

            @Override
            public void unreadable(String position, String reason) {
                verifier.readUnreadable(position, reason);
            }
        });
        verification.add(verifier.finish().links(), checkpoints.size());
    }

    /**
     * The event of one link.
     *
     * @param digest of the link, {@code sha256:<hex>}
     * @return empty if that link is not there, or holds an event of a later release
     */
    public Optional<AuditEvent> event(int partition, long offset, String digest) {
        List<AuditEvent> found = new ArrayList<>();
        try (TopicReader reader = new TopicReader(client)) {
            reader.record(new TopicPartition(topics.auditRecords().name(), partition), offset)
                    .map(record -> ChainPartition.link(record.value()))
                    .filter(link -> link.digest().toString().equals(digest))
                    .ifPresent(link -> visit("", link, (chainName, same, event) -> found.add(event)));
        }
        return found.stream().findFirst();
    }

    /** How many events wait in all or have been chained: what the number of records grows to when nothing new comes. */
    public long expectedRecords() {
        try (TopicReader reader = new TopicReader(client)) {
            List<TopicPartition> sources = new ArrayList<>(reader.partitions(topics.auditEvents()));
            for (Topic<byte[]> letters : topics.deadLetters()) {
                sources.addAll(reader.partitions(letters));
            }
            return sources.stream()
                    .mapToLong(source -> reader.read(source, record -> {}))
                    .sum();
        }
    }

    /**
     * Waits until the chains hold this many records, or for so long.
     *
     * @return whether they do
     */
    public boolean await(long expected, Duration patience) {
        try (TopicReader reader = new TopicReader(client)) {
            return reader.await(reader.partitions(topics.auditRecords()), expected, patience);
        }
    }

    /** What cannot be decoded was chained all the same, and its digest was checked. */
    private static void visit(String chainName, ChainLink link, ChainVisitor visitor) {
        AuditEvent event;
        try {
            event = EVENTS.decode(ByteBuffer.wrap(link.content()));
        } catch (SerializationException ofAnUnknownVersion) {
            return;
        }
        visitor.event(chainName, link, event);
    }
}
