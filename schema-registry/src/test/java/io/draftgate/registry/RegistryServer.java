package io.draftgate.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A registry of two requests, in this JVM. */
final class RegistryServer implements AutoCloseable {
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<String> schemas = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final HttpServer server;

    RegistryServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://ann:hush@localhost:" + server.getAddress().getPort() + "/");
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .equals("Basic YW5uOmh1c2g=")) {
            respond(exchange, 401, mapper.createObjectNode().put("message", "who are you"));
        } else if (path.matches("/subjects/[^/]+-value/versions")) {
            String schema = mapper.readTree(body).get("schema").asText();
            if (!schemas.contains(schema)) {
                schemas.add(schema);
            }
            respond(exchange, 200, mapper.createObjectNode().put("id", schemas.indexOf(schema) + 1));
        } else if (path.matches("/schemas/ids/[0-9]+")) {
            int id = Integer.parseInt(path.replaceFirst(".*/", ""));
            if (id > schemas.size()) {
                respond(exchange, 404, mapper.createObjectNode().put("message", "Schema not found"));
            } else {
                respond(exchange, 200, mapper.createObjectNode().put("schema", schemas.get(id - 1)));
            }
        } else {
            respond(exchange, 404, mapper.createObjectNode().put("message", "no such path"));
        }
    }

    private static void respond(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
