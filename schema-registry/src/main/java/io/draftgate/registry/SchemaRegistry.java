package io.draftgate.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** A schema registry by its URL. What it has answered once is not asked again: an id never changes its schema. Thread-safe. */
public final class SchemaRegistry {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI address;
    private final String authorization;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * A registry that is not asked anything yet.
     *
     * @param address http or https, with {@code user:password@} if it wants that
     */
    public SchemaRegistry(URI address) {
        if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("https?")) {
            throw new IllegalArgumentException(
                    "the registry's address is no http or https URL, expected e.g. http://localhost:8081");
        }
        String user = address.getUserInfo();
        this.authorization = user == null
                ? ""
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        this.address = URI.create(
                address.getScheme() + "://" + address.getRawAuthority().replaceFirst(".*@", "")
                        + String.valueOf(address.getRawPath()).replaceFirst("/+$", ""));
    }

    /**
     * Registers a schema; one that is there already keeps its id.
     *
     * @param subject e.g. {@code drafts.published-value}
     * @return its id
     * @throws RegistryException if the registry refuses it, e.g. because readers of older versions could not read it
     */
    public int register(String subject, Schema schema) {
        String body = mapper.createObjectNode()
                .put("schemaType", "AVRO")
                .put("schema", schema.toString())
                .toString();
        String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
        JsonNode answer = ask(
                path,
                request(path)
                        .header("Content-Type", MEDIA_TYPE)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
        if (!answer.path("id").isInt()) {
            throw unexpected(path, answer);
        }
        return answer.get("id").intValue();
    }

    /**
     * The schema of an id.
     *
     * @throws RegistryException if the registry knows none
     */
    public Schema schema(int id) {
        return schemas.computeIfAbsent(id, this::fetch);
    }

    private Schema fetch(int id) {
        String path = "/schemas/ids/" + id;
        JsonNode answer = ask(path, request(path).GET().build());
        try {
            return new Schema.Parser().parse(answer.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw unexpected(path, answer);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Accept", MEDIA_TYPE);
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private JsonNode ask(String path, HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = mapper.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new RegistryException(
                        address + path + " answered " + response.statusCode() + ": "
                                + answer.path("message").asText("no reason"),
                        null);
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw new RegistryException(address + path + " answered with something else than JSON", e);
        } catch (IOException e) {
            throw new RegistryException(address + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("interrupted while " + address + " was asked", e);
        }
    }

    private RegistryException unexpected(String path, JsonNode answer) {
        return new RegistryException(address + path + " answered with neither a schema nor its id: " + answer, null);
    }
}
