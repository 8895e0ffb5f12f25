package io.draftgate.cli.pipeline;

import io.draftgate.audit.note.NoteSigner;
import io.draftgate.cli.audit.SigningKeyFile;
import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.detector.DetectorService;
import io.draftgate.detector.DetectorSettings;
import io.draftgate.detector.chain.CheckpointPolicy;
import io.draftgate.generator.DrillSwitches;
import io.draftgate.generator.GeneratorService;
import io.draftgate.generator.GeneratorService.Surroundings;
import io.draftgate.generator.GeneratorSettings;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Tasks;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.TopicAdministration;
import io.draftgate.streams.tracing.Tracing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Both services in this JVM, as real Kafka Streams applications. Thread-safe. */
final class EmbeddedPipeline implements AutoCloseable {
    private final GeneratorService generator;
    private final DetectorService detection;

    private EmbeddedPipeline(GeneratorService generator, DetectorService detection) {
        this.generator = generator;
        this.detection = detection;
    }

    /**
     * Creates the topics that are missing, starts the services and returns when they work. The key that signs checkpoints of the
     * audit log lies beside the stores, made at the first start.
     *
     * @param client how to reach the broker
     * @param stateFolder where their stores live; what it holds from an earlier run is taken up again
     * @param tracing hears of every step
     */
    static EmbeddedPipeline start(
            Map<String, Object> client,
            TopicCatalogue topics,
            Path stateFolder,
            Gpt2 model,
            Tasks tasks,
            EngineOptions engine,
            Detector detector,
            Policy policy,
            Publishing publishing,
            Tracing tracing)
            throws IOException, InterruptedException, ExecutionException {
        try (TopicAdministration administration = new TopicAdministration(client)) {
            administration.create(topics);
        }
        TopicCatalogue guarded = topics.guardedBy(publishing.sealing().guard());
        Files.createDirectories(stateFolder);
        NoteSigner key = new SigningKeyFile(stateFolder.resolve("checkpoint.key")).readOrCreate("draftgate.local");
        DetectorService detection = new DetectorService(
                DetectorSettings.of(client, guarded, stateFolder).withCheckpoints(CheckpointPolicy.of(key)),
                detector,
                policy,
                publishing.release(),
                publishing.publisher(),
                publishing.sealing(),
                tracing);
        GeneratorService generator = new GeneratorService(
                GeneratorSettings.of(client, guarded, stateFolder).withEngine(engine),
                model,
                tasks,
                policy,
                () -> Runtime.getRuntime().halt(1),
                Surroundings.of(publishing.sealing(), tracing, DrillSwitches.NONE));
        EmbeddedPipeline pipeline = new EmbeddedPipeline(generator, detection);
        try {
            detection.start();
            generator.start();
            CompletableFuture.allOf(generator.running(), detection.running()).get();
            return pipeline;
        } catch (InterruptedException | ExecutionException | RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }

    /** Completes with the cause when one of the services ends by a failure. */
    CompletableFuture<Throwable> failure() {
        return generator.failure().applyToEither(detection.failure(), cause -> cause);
    }

    @Override
    public void close() {
        generator.close();
        detection.close();
    }
}
