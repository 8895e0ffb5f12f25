package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BatchTraceTest {
    @TempDir
    Path folder;

    @Test
    void shouldTellACollectorOfTheStepsOfABatchWithoutAnyText() throws Exception {
        // Given
        Queue<String> bodies = new ConcurrentLinkedQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        collector.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        Path prompts = Files.writeString(
                folder.resolve("p.jsonl"), "{\"id\":\"a\",\"prompt\":\"Once scarecrow\",\"maxTokens\":3}\n");

        // When
        Run run = Run.of(
                "batch",
                prompts.toString(),
                "--output",
                folder.resolve("drafts.jsonl").toString(),
                "--otlp-endpoint",
                "http://localhost:" + collector.getAddress().getPort() + "/v1/traces");
        collector.stop(0);

        // Then
        assertEquals(0, run.exitCode(), run.err());
        String told = String.join("", bodies);
        List<String> steps = List.of("draftgate-batch", "submit", "admitted", "generated", "screened", "routed");
        assertEquals(steps, steps.stream().filter(told::contains).toList());
        assertFalse(told.contains("scarecrow"));
    }
}
