package io.draftgate.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.schemas.CloudEvents;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The topic catalogue as an AsyncAPI document: a channel a topic, a message a record type with its Avro schema, an operation for
 * each role that reads or writes. Confined to one call of {@link #tree}.
 *
 * @see <a href="https://www.asyncapi.com/docs/reference/specification/v3.0.0">AsyncAPI 3.0.0</a>
 */
final class AsyncApiDocument {
    private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";
    private static final String BYTES = "Bytes";
    private static final String TEXT = "Text";
    private static final List<String> ATTRIBUTES = List.of(
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_subject",
            "ce_time",
            "ce_dataschema",
            "content-type");

    private final TopicCatalogue topics;
    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode root = mapper.createObjectNode();

    /** @param topics as they lie in Kafka, without a guard: what is encrypted has no schema that others could use */
    AsyncApiDocument(TopicCatalogue topics) {
        this.topics = topics;
    }

    JsonNode tree() {
        root.put("asyncapi", "3.0.0");
        root.putObject("info")
                .put("title", "Draftgate")
                .put("version", "1")
                .put(
                        "description",
                        "Prompts in, screened and audited drafts out. Values are Avro single-object encoded: C3 01, the"
                                + " CRC-64-AVRO fingerprint of the schema, the record. Keys are tenant/id.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        root.put("defaultContentType", CloudEvents.CONTENT_TYPE);
        topics.all().forEach(this::channel);
        for (ServiceRole role : ServiceRole.values()) {
            role.reads(topics).forEach(topic -> operation(role, "receive", topic));
            role.writes(topics).forEach(topic -> operation(role, "send", topic));
        }
        return root;
    }

    private void channel(Topic<?> topic) {
        Optional<Schema> schema =
                topic.value() instanceof EventSerde<?> events ? Optional.of(events.schema()) : Optional.empty();
        boolean letters =
                topics.deadLetters().stream().anyMatch(dead -> dead.name().equals(topic.name()));
        String message = schema.map(Schema::getName).orElse(letters ? BYTES : TEXT);
        ObjectNode channel = object(root, "channels").putObject(topic.name());
        channel.put("address", topic.name()).put("description", topic.purpose());
        channel.putObject("messages").putObject(message).put("$ref", "#/components/messages/" + message);
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.name()).put("partitions", topic.partitions());
        ObjectNode config = kafka.putObject("topicConfiguration");
        config.putArray("cleanup.policy").add(topic.config().get("cleanup.policy"));
        config.put("retention.ms", topic.retention().toMillis());
        config.put("max.message.bytes", topic.maxRecordBytes());
        kafka.put("bindingVersion", "0.5.0");
        message(message, schema);
    }

    private void message(String name, Optional<Schema> schema) {
        ObjectNode messages = object(object(root, "components"), "messages");
        if (messages.has(name)) {
            return;
        }
        ObjectNode message = messages.putObject(name);
        message.put("name", name);
        if (schema.isEmpty()) {
            message.put("contentType", name.equals(BYTES) ? "application/octet-stream" : "text/plain");
            message.putObject("payload").put("type", "string");
            return;
        }
        message.put("summary", schema.get().getDoc()).put("contentType", CloudEvents.CONTENT_TYPE);
        ObjectNode headers = message.putObject("headers").put("type", "object");
        ATTRIBUTES.forEach(
                attribute -> object(headers, "properties").putObject(attribute).put("type", "string"));
        ObjectNode payload = message.putObject("payload").put("schemaFormat", AVRO);
        payload.set("schema", avro(schema.get()));
        ObjectNode binding = message.putObject("bindings").putObject("kafka");
        binding.putObject("key").put("type", "string");
        binding.put("bindingVersion", "0.5.0");
    }

    private JsonNode avro(Schema schema) {
        try {
            return mapper.readTree(schema.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro writes its schemas as JSON", e);
        }
    }

    private void operation(ServiceRole role, String action, Topic<?> topic) {
        ObjectNode operation = object(root, "operations").putObject(role.user() + "." + action + "." + topic.name());
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + topic.name());
        ArrayNode tags = operation.putArray("tags");
        tags.addObject().put("name", role.user());
    }

    private static ObjectNode object(ObjectNode parent, String name) {
        return parent.withObjectProperty(name);
    }
}
