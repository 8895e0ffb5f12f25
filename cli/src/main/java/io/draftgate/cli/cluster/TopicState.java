package io.draftgate.cli.cluster;

import io.draftgate.schemas.Topic;
import java.util.List;

/**
 * A topic of the catalogue as it is in a cluster. Immutable.
 *
 * @param exists whether there is such a topic
 * @param deviations what is not as it should be, e.g. {@code partitions: 2, expected 4}; empty if all is
 */
record TopicState(Topic<?> topic, boolean exists, List<String> deviations) {

    TopicState {
        deviations = List.copyOf(deviations);
    }

    /** One word, or what is wrong. */
    String inWords() {
        if (!exists) {
            return "missing";
        }
        return deviations.isEmpty() ? "as it should be" : String.join("; ", deviations);
    }

    boolean isRight() {
        return exists && deviations.isEmpty();
    }
}
