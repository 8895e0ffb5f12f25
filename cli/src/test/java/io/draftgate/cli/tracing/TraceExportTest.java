package io.draftgate.cli.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.draftgate.streams.tracing.Tracing;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TraceExportTest {
    @Test
    void shouldSendASpanToACollectorBeforeItCloses() throws Exception {
        // Given
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        collector.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            requests.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + (body.contains("admitted") && body.contains("draftgate-test")));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        URI endpoint = URI.create("http://localhost:" + collector.getAddress().getPort() + "/v1/traces");

        // When
        try (TraceExport traces = TraceExport.to(endpoint, "draftgate-test", 1)) {
            traces.tracing().step("admitted", new RecordHeaders(), Instant.EPOCH, Instant.EPOCH, Map.of());
        } finally {
            collector.stop(0);
        }

        // Then
        assertEquals(List.of("/v1/traces application/x-protobuf true"), requests);
    }

    @Test
    void shouldLeaveHeadersAsTheyCameWithoutACollector() {
        Headers cause = new RecordHeaders().add("traceparent", new byte[] {1});

        Headers passedOn = Tracing.none().step("admitted", cause, Instant.EPOCH, Instant.EPOCH, Map.of());

        assertEquals(cause, passedOn);
    }

    @Test
    void shouldBeginATraceWhereThereIsNone() {
        try (TraceExport traces = TraceExport.to(URI.create("http://localhost:1/v1/traces"), "draftgate-test", 0)) {
            Headers passedOn =
                    traces.tracing().step("admitted", new RecordHeaders(), Instant.EPOCH, Instant.EPOCH, Map.of());

            String parent = new String(passedOn.lastHeader("traceparent").value(), StandardCharsets.UTF_8);
            assertTrue(parent.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[02]"), parent);
        }
    }
}
