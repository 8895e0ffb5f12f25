package io.draftgate.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.schemas.TopicCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TopicAdministrationTest {
    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private TopicAdministration administration;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void connect() {
        administration = new TopicAdministration(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterEach
    void disconnect() {
        administration.close();
    }

    @Test
    void shouldCreateWhatIsMissingAndLeaveTheRest() {
        TopicCatalogue topics = new TopicCatalogue("create.", 2);
        assertEquals(topics.all().size(), administration.create(topics).size());

        List<String> again = administration.create(topics);

        assertEquals(List.of(), again);
        assertEquals(2, administration.requireCopartitioned(topics.all()));
    }

    @Test
    void shouldNameTheTopicsThatAreMissing() {
        TopicCatalogue topics = new TopicCatalogue("missing.", 2);

        TopicException refused = assertThrows(
                TopicException.class, () -> administration.requireCopartitioned(List.of(topics.prompts())));

        assertTrue(refused.getMessage().contains("missing.drafts.prompts"), refused.getMessage());
        assertTrue(refused.getMessage().contains("draftgate topics create"), refused.getMessage());
    }

    @Test
    void shouldRefuseTopicsThatDifferInPartitions() {
        TopicCatalogue two = new TopicCatalogue("differ.two.", 2);
        TopicCatalogue three = new TopicCatalogue("differ.three.", 3);
        administration.create(two);
        administration.create(three);

        TopicException refused = assertThrows(
                TopicException.class,
                () -> administration.requireCopartitioned(List.of(two.prompts(), three.completions())));

        assertTrue(refused.getMessage().startsWith("topics differ in partitions"), refused.getMessage());
    }

    @Test
    void shouldSayWhatIsWrongWithAnAddress() {
        TopicException refused = assertThrows(
                TopicException.class, () -> new TopicAdministration(Map.of("bootstrap.servers", "not an address")));

        assertTrue(refused.getMessage().startsWith("bootstrap not an address"), refused.getMessage());
    }
}
