package io.draftgate.generator;

import io.draftgate.bridge.FairShares;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.GroupProtocol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a generator runs. Immutable.
 *
 * @param client how to reach the brokers: {@code bootstrap.servers}, security
 * @param stateDirectory where its stores live; kept across restarts
 * @param streamThreads that move records; generation has threads of its own
 * @param engine how much of the machine the engine takes
 * @param maxPromptsPerTask past this many waiting prompts intake slows down, and the backlog stays in Kafka
 * @param stallTimeout an engine that works but makes no step for this long is stuck
 * @param shares how tenants share the engine
 */
public record GeneratorSettings(
        Map<String, Object> client,
        TopicCatalogue topics,
        Path stateDirectory,
        GroupProtocol groupProtocol,
        int streamThreads,
        EngineOptions engine,
        int maxPromptsPerTask,
        Duration stallTimeout,
        FairShares shares) {
    /** Two hundred bytes a prompt in the heap and two kilobytes on disk: small change. */
    public static final int DEFAULT_MAX_PROMPTS_PER_TASK = 10_000;

    /** The longest step, a prefill of a full context of the largest model on a slow machine, takes less than this. */
    public static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofMinutes(2);

    public GeneratorSettings {
        client = Map.copyOf(client);
        if (maxPromptsPerTask < 1) {
            throw new IllegalArgumentException(
                    "maxPromptsPerTask: got " + maxPromptsPerTask + ", expected 1 or more, e.g. 10000");
        }
    }

    /** One stream thread, the {@code streams} protocol and the defaults of the engine; all tenants are alike. */
    public static GeneratorSettings of(Map<String, Object> client, TopicCatalogue topics, Path stateDirectory) {
        return new GeneratorSettings(
                client,
                topics,
                stateDirectory,
                GroupProtocol.STREAMS,
                1,
                EngineOptions.defaults(),
                DEFAULT_MAX_PROMPTS_PER_TASK,
                DEFAULT_STALL_TIMEOUT,
                FairShares.equal());
    }

    /** The same with another engine. */
    public GeneratorSettings withEngine(EngineOptions other) {
        return new GeneratorSettings(
                client,
                topics,
                stateDirectory,
                groupProtocol,
                streamThreads,
                other,
                maxPromptsPerTask,
                stallTimeout,
                shares);
    }
}
