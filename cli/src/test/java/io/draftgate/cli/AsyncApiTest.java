package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AsyncApiTest {
    private static final Path CHECKED_IN = Path.of("..", "ops", "asyncapi.yaml");

    @Test
    void shouldKeepTheCheckedInDocumentFresh() throws Exception {
        Run run = Run.of("topics", "asyncapi");

        assertEquals(
                Files.readString(CHECKED_IN),
                run.out(),
                "ops/asyncapi.yaml is stale: ./draftgate topics asyncapi > ops/asyncapi.yaml");
    }

    @Test
    void shouldDescribeEveryTopicByTheRulesOfAsyncApi() throws Exception {
        // Given
        ObjectMapper mapper = new ObjectMapper();
        JsonNode schema;
        try (InputStream in = AsyncApiTest.class.getResourceAsStream("deployment/asyncapi-3.0.0.json")) {
            schema = mapper.readTree(Objects.requireNonNull(in));
        }

        // When
        JsonNode document =
                new YAMLMapper().readTree(Run.of("topics", "asyncapi").out());
        Run json = Run.of("topics", "asyncapi", "--json");

        // Then
        Set<String> complaints = new TreeSet<>();
        JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(schema)
                .validate(document)
                .forEach(message -> complaints.add(message.getMessage()));
        assertEquals(Set.of(), complaints);
        assertEquals(document, mapper.readTree(json.out()).get("asyncapi"));
        Set<String> channels = new TreeSet<>();
        document.get("channels").fieldNames().forEachRemaining(channels::add);
        Set<String> names = new TreeSet<>();
        TopicCatalogue.standard().all().stream().map(Topic::name).forEach(names::add);
        assertEquals(names, channels);
        assertTrue(document.at("/operations").has("generator.receive.drafts.prompts"));
        assertTrue(document.at("/components/messages/PromptSubmitted/payload/schema/fields")
                        .size()
                > 10);
    }
}
