package io.draftgate.cli.cluster;

import io.draftgate.schemas.Topic;
import java.util.OptionalInt;

/**
 * A topic of the catalogue as it is in a cluster. Immutable.
 *
 * @param partitions it has there; empty if there is no such topic
 */
record TopicState(Topic<?> topic, OptionalInt partitions) {

    /** A few words, or what is wrong. */
    String inWords() {
        if (partitions.isEmpty()) {
            return "missing";
        }
        return isRight()
                ? "as it should be"
                : "has " + partitions.getAsInt() + " partitions, expected " + topic.partitions();
    }

    boolean isRight() {
        return partitions.isPresent() && partitions.getAsInt() == topic.partitions();
    }
}
