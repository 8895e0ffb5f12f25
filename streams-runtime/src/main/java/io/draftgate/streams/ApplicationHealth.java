package io.draftgate.streams;

import org.apache.kafka.streams.KafkaStreams;

/**
 * How an application is at one moment. Immutable.
 *
 * @param application its id
 * @param state in Kafka Streams' words; {@code REBALANCING} while tasks are assigned and restored
 * @param isAlive whether it works or will work by itself; if not, its process should be started again
 * @param isReady whether it has its tasks, all restored
 */
public record ApplicationHealth(String application, String state, boolean isAlive, boolean isReady) {
    static ApplicationHealth of(String application, KafkaStreams.State state) {
        boolean isReady = state == KafkaStreams.State.RUNNING;
        boolean isAlive = isReady || state == KafkaStreams.State.CREATED || state == KafkaStreams.State.REBALANCING;
        return new ApplicationHealth(application, state.name(), isAlive, isReady);
    }
}
