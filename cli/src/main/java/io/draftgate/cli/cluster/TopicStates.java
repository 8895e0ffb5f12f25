package io.draftgate.cli.cluster;

import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.TopicAdministration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * All topics of a catalogue as they are in a cluster. Immutable.
 *
 * @param states in the order of the catalogue
 */
record TopicStates(List<TopicState> states) {

    TopicStates {
        states = List.copyOf(states);
    }

    static TopicStates of(TopicCatalogue catalogue, TopicAdministration cluster) {
        Map<String, Integer> partitions = cluster.partitions(catalogue);
        return new TopicStates(catalogue.all().stream()
                .map(topic -> new TopicState(
                        topic,
                        partitions.containsKey(topic.name())
                                ? OptionalInt.of(partitions.get(topic.name()))
                                : OptionalInt.empty()))
                .toList());
    }

    /** Those that exist and have the wrong number of partitions. */
    List<TopicState> wrong() {
        return states.stream()
                .filter(state -> state.partitions().isPresent() && !state.isRight())
                .toList();
    }

    boolean areRight() {
        return states.stream().allMatch(TopicState::isRight);
    }

    List<TopicDocument> documents() {
        return states.stream().map(TopicDocument::of).toList();
    }
}
