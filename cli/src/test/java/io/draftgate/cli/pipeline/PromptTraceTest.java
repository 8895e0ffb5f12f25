package io.draftgate.cli.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.cli.promptfile.PromptFile;
import io.draftgate.cli.promptfile.PromptLine;
import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.detector.DetectorService;
import io.draftgate.detector.DetectorSettings;
import io.draftgate.detector.Publisher;
import io.draftgate.detector.ReleaseControl;
import io.draftgate.generator.DrillSwitches;
import io.draftgate.generator.GeneratorService;
import io.draftgate.generator.GeneratorService.Surroundings;
import io.draftgate.generator.GeneratorSettings;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Tasks;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.TopicAdministration;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a gateway's request to the audit record of the published draft: one trace, over a real broker. */
@Timeout(120)
class PromptTraceTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String GATEWAY = "b7ad6b7169203331";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int SPANS = 11;

    @TempDir
    Path folder;

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    private static Headers fromGateway() {
        return new RecordHeaders()
                .add("traceparent", ("00-" + TRACE + "-" + GATEWAY + "-01").getBytes(StandardCharsets.UTF_8));
    }

    private List<SpanData> awaited() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (spans.getFinishedSpanItems().size() < SPANS && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        return spans.getFinishedSpanItems();
    }

    @Test
    void shouldTellTheWholeWayOfAPromptAsOneTraceWithoutAnyText() throws Exception {
        TopicCatalogue topics = TopicCatalogue.standard();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        Tracing tracing = Tracing.of(
                OpenTelemetrySdk.builder().setTracerProvider(provider).build());
        Path file = Files.writeString(
                folder.resolve("p.jsonl"), "{\"id\":\"a\",\"prompt\":\"Once scarecrow\",\"maxTokens\":3}\n");
        try (provider;
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
                PromptFile prompts = PromptFile.open(file);
                Gpt2 model = Gpt2.bundled();
                Detector detector = Detector.bundled()) {
            // Given
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (TopicAdministration administration = new TopicAdministration(client)) {
                administration.create(topics);
            }
            try (GeneratorService generator = new GeneratorService(
                            GeneratorSettings.of(client, topics, folder.resolve("g")),
                            model,
                            Tasks.bundled(),
                            Policy.bundled(),
                            () -> {},
                            Surroundings.of(Sealing.none(), tracing, DrillSwitches.NONE));
                    DetectorService detection = new DetectorService(
                            DetectorSettings.of(client, topics, folder.resolve("d")),
                            detector,
                            Policy.bundled(),
                            ReleaseControl.openForAll(),
                            Publisher.unnamed(),
                            Sealing.none(),
                            tracing);
                    PromptSender sender = new PromptSender(topics, client, InstantSource.system(), false, tracing)) {
                generator.start();
                detection.start();
                CompletableFuture.allOf(generator.running(), detection.running())
                        .get(60, TimeUnit.SECONDS);

                // When
                PromptLine.Valid line = (PromptLine.Valid) prompts.next().orElseThrow();
                sender.submit(line.prompt(), fromGateway()).get(30, TimeUnit.SECONDS);
                List<SpanData> told = awaited();

                // Then
                Map<String, String> names =
                        told.stream().collect(Collectors.toMap(SpanData::getSpanId, SpanData::getName));
                TreeSet<String> steps = told.stream()
                        .map(span -> names.getOrDefault(span.getParentSpanId(), span.getParentSpanId()) + " > "
                                + span.getName())
                        .collect(Collectors.toCollection(TreeSet::new));
                assertEquals(
                        new TreeSet<>(List.of(
                                GATEWAY + " > submit",
                                "submit > admitted",
                                "admitted > audited",
                                "admitted > generated",
                                "generated > queued",
                                "generated > prefill",
                                "generated > decode",
                                "generated > audited",
                                "generated > screened",
                                "screened > routed",
                                "routed > audited")),
                        steps);
                assertEquals(
                        List.of(TRACE),
                        told.stream().map(SpanData::getTraceId).distinct().toList());
                assertFalse(told.toString().contains("scarecrow"));
            }
        }
    }
}
