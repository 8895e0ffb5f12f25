package io.draftgate.streams;

import io.draftgate.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Predicate;
import org.apache.kafka.streams.kstream.Produced;

/** How topics of the catalogue are read and written in a topology, so that a topology reads as a table of contents. */
public final class TopicFlow {
    private TopicFlow() {}

    /** Reads a topic with its own serde. */
    public static <V> Consumed<String, V> read(Topic<V> topic, String name) {
        return Consumed.with(Serdes.String(), topic.value()).withName(name);
    }

    /** Writes a topic with its own serde. */
    public static <V> Produced<String, V> write(Topic<V> topic, String name) {
        return Produced.with(Serdes.String(), topic.value()).withName(name);
    }

    /** Whether an event is of a type. */
    public static Predicate<String, SpecificRecord> is(Class<? extends SpecificRecord> type) {
        return (key, event) -> type.isInstance(event);
    }

    /** A branch that writes events of a type to their topic. */
    public static <V extends SpecificRecord> Branched<String, SpecificRecord> to(
            Topic<V> topic, Class<V> type, String name) {
        return Branched.withConsumer(
                events -> events.mapValues(type::cast, Named.as("as-" + name))
                        .to(topic.name(), write(topic, "write-" + name)),
                name);
    }
}
