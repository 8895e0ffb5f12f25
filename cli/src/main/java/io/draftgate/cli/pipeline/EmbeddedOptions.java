package io.draftgate.cli.pipeline;

import io.draftgate.cli.console.Console;
import io.draftgate.cli.erasure.KeystoreOption;
import io.draftgate.cli.model.DeviceOptions;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.cli.model.PrecisionOption;
import io.draftgate.cli.model.TasksOption;
import io.draftgate.cli.release.ReleaseOptions;
import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Tasks;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Mixin;

/** What a pipeline in this process is made of, and the pipeline itself for as long as something is done with it. */
final class EmbeddedOptions {
    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Mixin
    private final TasksOption tasksOption = new TasksOption();

    @Mixin
    private final DeviceOptions deviceOptions = new DeviceOptions();

    @Mixin
    private final PrecisionOption precisionOption = new PrecisionOption();

    @Mixin
    private final PolicyOption policyOption = new PolicyOption();

    @Mixin
    private final ReleaseOptions releaseOptions = new ReleaseOptions();

    @Mixin
    private final KeystoreOption keystoreOption = new KeystoreOption();

    /** Seals and opens with the keys of this pipeline. */
    Sealing sealing() {
        return keystoreOption.sealing();
    }

    /** What is done with a pipeline that works. */
    @FunctionalInterface
    interface Work<T> {
        /**
         * Does it.
         *
         * @param client how to reach the broker
         * @param model of the generator, closed afterwards
         * @param failure completes when one of the services ends by a failure
         */
        T with(Map<String, Object> client, Gpt2 model, CompletableFuture<Throwable> failure) throws Exception;
    }

    /**
     * Starts broker and services, does the work, and stops them.
     *
     * @param folder of the broker and of the services' stores; what it holds from an earlier run is taken up again
     * @param tracing hears of every step of the services
     */
    <T> T run(Console console, TopicCatalogue topics, Path folder, Tracing tracing, Work<T> work) throws Exception {
        Policy policy = policyOption.open();
        Tasks tasks = tasksOption.open();
        EngineOptions engine = deviceOptions.engine(
                EngineOptions.DEFAULT_SLOTS, EngineOptions.defaults().threads(), precisionOption.precision(), console);
        Publishing publishing =
                new Publishing(releaseOptions.control(), releaseOptions.publisher(), keystoreOption.sealing());
        console.notice("Starting a Kafka broker, the generator and the detector in this process...");
        try (PendingBroker broker = PendingBroker.start(folder.resolve("kafka"));
                Gpt2 model = modelOption.open();
                Detector detector = Detector.bundled()) {
            Map<String, Object> client =
                    Map.of("bootstrap.servers", broker.get().bootstrapServers());
            try (EmbeddedPipeline pipeline = EmbeddedPipeline.start(
                    client,
                    topics,
                    folder.resolve("state"),
                    model,
                    tasks,
                    engine,
                    detector,
                    policy,
                    publishing,
                    tracing)) {
                return work.with(client, model, pipeline.failure());
            }
        }
    }
}
