package io.draftgate.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Test;

/** What Strimzi is told of topics and users is what the catalogue says. */
class KubernetesManifestsTest {
    private static final Path MANIFESTS = Path.of("..", "ops", "kubernetes", "base");
    private static final TopicCatalogue TOPICS = TopicCatalogue.standard();

    private static List<JsonNode> documents(String file) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        new ObjectMapper(new YAMLFactory())
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(MANIFESTS.resolve(file).toFile())
                .forEachRemaining(documents::add);
        return documents;
    }

    private static String sameWord(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    @Test
    void shouldDeclareEveryTopicAsTheCatalogueHasIt() throws Exception {
        Map<String, Map<String, String>> expected = new TreeMap<>();
        for (Topic<?> topic : TOPICS.all()) {
            expected.put(topic.name() + "/" + topic.partitions(), new TreeMap<>(topic.config()));
        }

        Map<String, Map<String, String>> declared = new TreeMap<>();
        for (JsonNode document : documents("kafka-topics.yaml")) {
            JsonNode spec = document.get("spec");
            Map<String, String> config = new TreeMap<>();
            spec.get("config")
                    .properties()
                    .forEach(
                            entry -> config.put(entry.getKey(), entry.getValue().asText()));
            assertEquals("2", config.remove("min.insync.replicas"));
            declared.put(
                    spec.get("topicName").asText() + "/"
                            + spec.get("partitions").asInt(),
                    config);
        }

        assertEquals(expected, declared);
    }

    @Test
    void shouldGiveEveryUserTheRightsOfItsRole() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (ServiceRole role : ServiceRole.values()) {
            new AccessRules(TOPICS).of(role).forEach(binding -> expected.add(text(binding)));
        }

        Set<String> declared = new TreeSet<>();
        for (JsonNode document : documents("kafka-users.yaml")) {
            String user = "User:" + document.get("metadata").get("name").asText();
            for (JsonNode acl : document.get("spec").get("authorization").get("acls")) {
                JsonNode resource = acl.get("resource");
                acl.get("operations")
                        .forEach(operation -> declared.add(String.join(
                                " ",
                                user,
                                sameWord(operation.asText()),
                                sameWord(resource.get("type").asText()),
                                resource.get("name").asText(),
                                resource.get("patternType").asText())));
            }
        }

        assertEquals(expected, declared);
    }

    private static String text(AclBinding binding) {
        return String.join(
                " ",
                binding.entry().principal(),
                sameWord(binding.entry().operation().name()),
                sameWord(binding.pattern().resourceType().name()),
                binding.pattern().name(),
                binding.pattern().patternType() == PatternType.PREFIXED ? "prefix" : "literal");
    }
}
