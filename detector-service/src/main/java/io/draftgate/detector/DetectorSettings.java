package io.draftgate.detector;

import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.GroupProtocol;
import java.nio.file.Path;
import java.util.Map;

/**
 * How a detector runs. Immutable.
 *
 * @param client how to reach the brokers: {@code bootstrap.servers}, security
 * @param stateDirectory where its stores live; kept across restarts
 * @param streamThreads that screen drafts and documents
 * @param secondReview which drafts in review two people read
 */
public record DetectorSettings(
        Map<String, Object> client,
        TopicCatalogue topics,
        Path stateDirectory,
        GroupProtocol groupProtocol,
        int streamThreads,
        SecondReview secondReview) {
    public DetectorSettings {
        client = Map.copyOf(client);
    }

    /** One stream thread and the {@code streams} protocol. */
    public static DetectorSettings of(Map<String, Object> client, TopicCatalogue topics, Path stateDirectory) {
        return new DetectorSettings(client, topics, stateDirectory, GroupProtocol.STREAMS, 1, SecondReview.none());
    }
}
