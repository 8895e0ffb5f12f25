package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.schemas.TopicCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TopicsCommandTest {

    private static final int TOPICS = TopicCatalogue.standard().all().size();

    @TempDir
    Path folder;

    @Test
    void shouldListTheCatalogueWithoutACluster() throws Exception {
        // When
        Run run = Run.of("topics", "describe", "--prefix", "staging.", "--json");

        // Then
        JsonNode topics = new ObjectMapper().readTree(run.out()).get("topics");
        assertEquals(0, run.exitCode());
        assertEquals(TOPICS, topics.size());
        assertEquals("staging.drafts.prompts", topics.get(0).get("name").textValue());
        assertTrue(topics.get(0).get("state").isNull());
    }

    @Test
    void shouldCreateWhatIsMissingAndTellWhatIsWrong() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            // Given: one topic that somebody made by hand
            String bootstrap = broker.bootstrapServers();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
                NewTopic byHand = new NewTopic("drafts.review", Optional.of(2), Optional.empty());
                admin.createTopics(List.of(byHand)).all().get();
            }

            // When
            Run before = Run.of("topics", "describe", "--bootstrap", bootstrap);
            Run creation = Run.of("topics", "create", "--bootstrap", bootstrap);
            Run again = Run.of("topics", "create", "--bootstrap", bootstrap);

            // Then
            assertEquals(3, before.exitCode());
            assertTrue(before.out().contains("drafts.prompts             4 partitions  missing\n"), before.out());
            assertEquals(3, creation.exitCode());
            assertEquals("Created " + (TOPICS - 1) + " of " + TOPICS + " topics.\n", creation.out());
            assertEquals("drafts.review: has 2 partitions, expected 4\n", creation.err());
            assertEquals("Created 0 of " + TOPICS + " topics.\n", again.out());
        }
    }

    @Test
    void shouldFindNothingWrongWithTopicsItCreated() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            // Given
            Run creation = Run.of("topics", "create", "--bootstrap", broker.bootstrapServers(), "--partitions", "2");

            // When
            Run run = Run.of("topics", "describe", "--bootstrap", broker.bootstrapServers(), "--partitions", "2");

            // Then
            assertEquals(new Run(0, "Created " + TOPICS + " of " + TOPICS + " topics.\n", ""), creation);
            assertEquals(0, run.exitCode(), run.out());
        }
    }

    @Test
    void shouldSayInOneLineThatNobodyIsThere() {
        // When
        Run run = Run.of("topics", "describe", "--bootstrap", "nowhere.invalid:9092");

        // Then
        assertEquals(1, run.exitCode());
        assertEquals("", run.out());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().startsWith("draftgate topics describe: bootstrap nowhere.invalid:9092: "), run.err());
    }
}
