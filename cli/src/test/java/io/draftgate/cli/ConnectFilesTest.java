package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectFilesTest {
    private static final Path CONNECT = Path.of("..", "ops", "connect");

    @Test
    void shouldReadBridgedTopicsAndHoldNoSecret() throws Exception {
        // Given
        Set<String> bridged = TopicCatalogue.standard().all().stream()
                .map(Topic::name)
                .map(name -> name + ".confluent")
                .collect(Collectors.toSet());
        List<Path> files;
        try (Stream<Path> all = Files.list(CONNECT)) {
            files = all.toList();
        }
        assertEquals(2, files.size());

        for (Path file : files) {
            // When
            JsonNode connector = new ObjectMapper().readTree(file.toFile());

            // Then
            assertTrue(bridged.contains(connector.get("topics").asText()), file::toString);
            assertEquals(
                    "read_committed",
                    connector.get("consumer.override.isolation.level").asText());
            connector.properties().stream()
                    .filter(entry -> entry.getKey().matches(".*(secret|key[.]id|password|registry[.]url).*"))
                    .forEach(entry -> assertTrue(
                            entry.getValue().asText().matches("[$]\\{file:.*}"), file + ": " + entry.getKey()));
        }
    }
}
