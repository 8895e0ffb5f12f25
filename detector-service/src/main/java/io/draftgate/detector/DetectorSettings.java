package io.draftgate.detector;

import io.draftgate.detector.chain.CheckpointPolicy;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.GroupProtocol;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a detector runs. Immutable.
 *
 * @param client how to reach the brokers: {@code bootstrap.servers}, security
 * @param stateDirectory where its stores live; kept across restarts
 * @param streamThreads that screen drafts and documents
 * @param checkpoints who signs those of the audit log; empty where none are signed
 * @param secondReview which drafts in review two people read
 */
public record DetectorSettings(
        Map<String, Object> client,
        TopicCatalogue topics,
        Path stateDirectory,
        GroupProtocol groupProtocol,
        int streamThreads,
        Optional<CheckpointPolicy> checkpoints,
        SecondReview secondReview) {
    public DetectorSettings {
        client = Map.copyOf(client);
    }

    /** The same, with signed checkpoints. */
    public DetectorSettings withCheckpoints(CheckpointPolicy policy) {
        return new DetectorSettings(
                client, topics, stateDirectory, groupProtocol, streamThreads, Optional.of(policy), secondReview);
    }

    /** One stream thread and the {@code streams} protocol. */
    public static DetectorSettings of(Map<String, Object> client, TopicCatalogue topics, Path stateDirectory) {
        return new DetectorSettings(
                client, topics, stateDirectory, GroupProtocol.STREAMS, 1, Optional.empty(), SecondReview.none());
    }
}
