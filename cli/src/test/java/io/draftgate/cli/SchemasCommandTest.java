package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.registry.SchemaRegistry;
import io.draftgate.registry.WireFormat;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.PromptSubmitted;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SchemasCommandTest {
    private static final Duration POLL = Duration.ofMillis(200);

    @TempDir
    Path folder;

    private final List<String> schemas = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String registry;

    @BeforeEach
    void startRegistry() throws Exception {
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        ObjectMapper mapper = new ObjectMapper();
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            String answer;
            if (path.startsWith("/subjects/")) {
                String schema = mapper.readTree(body).get("schema").asText();
                if (!schemas.contains(schema)) {
                    schemas.add(schema);
                }
                answer = "{\"id\":" + (schemas.indexOf(schema) + 1) + "}";
            } else {
                int id = Integer.parseInt(path.replaceFirst(".*/", ""));
                answer = mapper.createObjectNode()
                        .put("schema", schemas.get(id - 1))
                        .toString();
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        registry = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void stopRegistry() {
        server.stop(0);
    }

    @Test
    void shouldRegisterTheSchemaOfEveryTopicThatHasOne() {
        Run run = Run.of("schemas", "register", "--registry", registry, "--prefix", "staging.");

        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().startsWith("staging.drafts.prompts-value "), run.out());
        long records = TopicCatalogue.standard().all().stream()
                .filter(topic -> topic.value() instanceof EventSerde<?>)
                .count();
        assertEquals(records, run.out().lines().count(), run.out());
    }

    @Test
    void shouldSayThatARegistryDoesNotAnswer() {
        server.stop(0);

        Run run = Run.of("schemas", "register", "--registry", registry);

        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains(registry + " does not answer"), run.err());
    }

    @Test
    void shouldCopyEveryRecordOnceIntoTheWireFormat() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
            // Given
            String bootstrap = broker.bootstrapServers();
            Run.of("topics", "create", "--bootstrap", bootstrap);
            Path prompts = Files.writeString(folder.resolve("p.jsonl"), """
                            {"id":"a","prompt":"Once"}
                            {"id":"b","prompt":"Twice"}
                            """);
            Run.of("submit", prompts.toString(), "--bootstrap", bootstrap);
            String[] bridge = {
                "schemas", "bridge", "drafts.prompts", "--once", "--registry", registry, "--bootstrap", bootstrap
            };

            // When
            Run first = Run.of(bridge);
            Run second = Run.of(bridge);

            // Then
            assertEquals("2 records copied.\n", first.out(), first.err());
            assertEquals("0 records copied.\n", second.out(), second.err());
            assertEquals(Set.of("a", "b"), ids(bootstrap));
        }
    }

    private Set<String> ids(String bootstrap) {
        WireFormat<PromptSubmitted> format =
                WireFormat.of(new SchemaRegistry(URI.create(registry)), PromptSubmitted.class);
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                "t",
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        Set<String> ids = new HashSet<>();
        try (KafkaConsumer<String, PromptSubmitted> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), format)) {
            consumer.subscribe(List.of("drafts.prompts.confluent"));
            while (ids.size() < 2) {
                consumer.poll(POLL).forEach(record -> ids.add(record.value().getId()));
            }
        }
        return ids;
    }
}
