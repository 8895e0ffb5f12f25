package io.draftgate.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
    private final TopicCatalogue topics = new TopicCatalogue("staging.", 3);

    @Test
    void shouldListEveryTopicOnce() {
        long topicMethods = Arrays.stream(TopicCatalogue.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == Topic.class && method.getParameterCount() == 0)
                .count();

        List<String> names = topics.all().stream().map(Topic::name).toList();

        assertEquals(topicMethods, names.size());
        assertEquals(names.size(), new HashSet<>(names).size());
        assertTrue(names.stream().allMatch(name -> name.startsWith("staging.")));
    }

    @Test
    void shouldGiveEveryTopicTheSamePartitions() {
        assertEquals(
                Set.of(3),
                new HashSet<>(topics.all().stream().map(Topic::partitions).toList()));
    }

    @Test
    void shouldNeverDeleteAuditRecords() {
        assertEquals("-1", topics.auditRecords().config().get("retention.ms"));
    }

    @Test
    void shouldLetTheBrokerStampPrompts() {
        assertEquals("LogAppendTime", topics.prompts().config().get("message.timestamp.type"));
    }

    @Test
    void shouldLeaveRoomForWhatBecomesOfTheLargestInput() {
        assertEquals("4194304", topics.prompts().config().get("max.message.bytes"));
        assertEquals("8388608", topics.generatorDeadLetters().config().get("max.message.bytes"));
    }

    @Test
    void shouldRefuseAPrefixThatKafkaWouldRefuse() {
        assertThrows(IllegalArgumentException.class, () -> new TopicCatalogue("a b", 1));
    }

    @Test
    void shouldLetNoTextLieLongerThanItsBound() {
        // Given
        Duration bound = Duration.ofHours(12);
        TopicCatalogue bounded = new TopicCatalogue("", 1, Optional.of(bound));

        // Then
        for (Topic<?> topic : bounded.holdingText()) {
            long retention = Long.parseLong(topic.config().get("retention.ms"));
            long segment = Long.parseLong(topic.config().get("segment.ms"));
            assertTrue(
                    retention > 0 && retention + segment + Topic.REMOVAL_SLACK.toMillis() <= bound.toMillis(),
                    topic.name());
        }
        assertEquals("-1", bounded.auditRecords().config().get("retention.ms"));
        assertThrows(
                IllegalArgumentException.class, () -> new TopicCatalogue("", 1, Optional.of(Duration.ofMinutes(1))));
    }
}
