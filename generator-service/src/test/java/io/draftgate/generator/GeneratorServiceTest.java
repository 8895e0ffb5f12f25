package io.draftgate.generator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.bridge.FairShares;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.detection.policy.Policy;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Tasks;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.Outcome;
import io.draftgate.schemas.event.PromptCancelled;
import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.UsageRecorded;
import io.draftgate.streams.GroupProtocol;
import io.draftgate.streams.TopicAdministration;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The service on a real broker, under both group protocols. */
@Timeout(120)
class GeneratorServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static Gpt2 model;

    @BeforeAll
    static void start() {
        model = Gpt2.bundled();
        broker = EmbeddedBroker.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        broker.close();
        model.close();
    }

    private static GeneratorService service(
            TopicCatalogue topics, GroupProtocol protocol, GeneratorService.Surroundings surroundings) {
        Map<String, Object> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (TopicAdministration administration = new TopicAdministration(connection)) {
            administration.create(topics);
        }
        GeneratorSettings settings = new GeneratorSettings(
                connection,
                topics,
                folder.resolve(topics.prefix()),
                protocol,
                1,
                new EngineOptions(2, 1),
                100,
                Duration.ofMinutes(1),
                FairShares.equal());
        return new GeneratorService(settings, model, Tasks.bundled(), Policy.bundled(), () -> {}, surroundings);
    }

    @Test
    void shouldAccountForWhatWasWrittenOfAPromptThatIsCancelled() throws Exception {
        TopicCatalogue topics = new TopicCatalogue("accounting.", 2);
        var surroundings = new GeneratorService.Surroundings(
                Sealing.none(), Tracing.none(), DrillSwitches.NONE, Duration.ofMillis(100));
        try (GeneratorService service = service(topics, GroupProtocol.STREAMS, surroundings);
                PipelineClient client = new PipelineClient(topics, broker.bootstrapServers())) {
            // Given: a prompt of which something is written
            service.start();
            client.submit(GeneratorHarness.prompt("p")
                    .setN(32)
                    .setMaxTokens(240)
                    .setMinTokens(240)
                    .build());
            assertTrue(
                    client.reads(topics.completions(), report -> report.getKind() == ReportKind.PROGRESS, 1, PATIENCE));

            // When
            client.cancel(PromptCancelled.newBuilder()
                    .setId("p")
                    .setCancelledBy("ann")
                    .build());

            // Then
            UsageRecorded usage = client.read(topics.usage(), 1, PATIENCE).get(0);
            assertEquals(Outcome.CANCELLED, usage.getEnded());
            assertTrue(usage.getCompletionTokens() > 0, usage::toString);
            assertTrue(usage.getEngineSeconds() > 0, usage::toString);
            assertEquals(1, client.committed(topics.unfulfilled()).size());
            assertEquals(1, client.committed(topics.usage()).size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldDraftWhatItCanReadAndKeepWhatItCannot(GroupProtocol protocol) throws Exception {
        TopicCatalogue topics = new TopicCatalogue(protocol.name().toLowerCase() + ".", 2);
        byte[] unreadable = "no Avro".getBytes(StandardCharsets.UTF_8);
        try (GeneratorService service = service(topics, protocol, GeneratorService.Surroundings.plain());
                PipelineClient client = new PipelineClient(topics, broker.bootstrapServers())) {
            service.start();
            service.running().get(60, TimeUnit.SECONDS);

            client.submit(GeneratorHarness.prompt("before").build());
            client.sendRaw("default/broken", unreadable);
            client.submit(GeneratorHarness.prompt("x".repeat(1_500_000))
                    .setMetadata(Map.of("novel", "y".repeat(1_000_000)))
                    .build());
            client.submit(GeneratorHarness.prompt("after").build());

            assertEquals(2, client.drafts(2, PATIENCE).size());
            assertEquals(
                    "id", client.read(topics.rejected(), 1, PATIENCE).get(0).getField());
            List<byte[]> letters = client.read(topics.generatorDeadLetters(), 1, PATIENCE);
            assertArrayEquals(unreadable, letters.get(0));
        }
    }
}
