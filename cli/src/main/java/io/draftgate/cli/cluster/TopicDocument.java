package io.draftgate.cli.cluster;

import io.draftgate.schemas.Topic;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic as it is printed. Immutable.
 *
 * @param state how a cluster has it; null where no cluster was asked
 */
record TopicDocument(
        String name,
        int partitions,
        String purpose,
        Map<String, String> config,
        @Nullable String state) {

    static TopicDocument of(Topic<?> topic) {
        return new TopicDocument(topic.name(), topic.partitions(), topic.purpose(), topic.config(), null);
    }

    static TopicDocument of(TopicState state) {
        Topic<?> topic = state.topic();
        return new TopicDocument(topic.name(), topic.partitions(), topic.purpose(), topic.config(), state.inWords());
    }

    /** One line for people. */
    String text() {
        return "%-24s %3d partitions  %s".formatted(name, partitions, state == null ? purpose : state);
    }
}
