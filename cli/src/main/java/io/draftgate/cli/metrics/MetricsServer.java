package io.draftgate.cli.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.draftgate.streams.ApplicationHealth;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers {@code GET /metrics}, {@code /healthz} and {@code /readyz}. Reads no request bodies and knows no other path. Thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus, text-based format</a>
 */
public final class MetricsServer implements AutoCloseable {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    /** One for the scrape, one for the probe that must not wait for it. */
    private static final int THREADS = 2;

    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService threads;

    private MetricsServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    private record Answer(int status, String type, String body) {
        private static final Answer NOT_FOUND = new Answer(404, JSON, "{\"error\":\"no such path\"}");
        private static final Answer NOT_ALLOWED = new Answer(405, JSON, "{\"error\":\"only GET\"}");
    }

    /**
     * Starts to answer.
     *
     * @param address where; port 0 takes a free one
     * @param health asked anew for every probe
     * @throws IOException if the port cannot be had
     */
    public static MetricsServer start(
            InetSocketAddress address, PrometheusMeterRegistry metrics, Supplier<List<ApplicationHealth>> health)
            throws IOException {
        HttpServer server = HttpServer.create(address, BACKLOG);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "metrics");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        answer(server, "/", () -> Answer.NOT_FOUND);
        answer(server, "/metrics", () -> new Answer(200, PROMETHEUS_TEXT, metrics.scrape()));
        answer(server, "/healthz", () -> probe(health.get(), ApplicationHealth::isAlive));
        answer(server, "/readyz", () -> probe(health.get(), ApplicationHealth::isReady));
        server.start();
        return new MetricsServer(server, threads);
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpServer server, String path, Supplier<Answer> answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                boolean known = exchange.getRequestURI().getPath().equals(path);
                boolean get = exchange.getRequestMethod().equals("GET");
                write(exchange, !known ? Answer.NOT_FOUND : get ? answer.get() : Answer.NOT_ALLOWED);
            }
        });
    }

    /** An application's id is a topic name, which needs no escape in JSON; nor does a state. */
    private static Answer probe(List<ApplicationHealth> applications, Predicate<ApplicationHealth> isWell) {
        boolean well = applications.stream().allMatch(isWell);
        String states = applications.stream()
                .map(application -> "\"" + application.application() + "\":\"" + application.state() + "\"")
                .reduce((a, b) -> a + "," + b)
                .orElse("");
        return new Answer(well ? 200 : 503, JSON, "{\"ok\":" + well + ",\"applications\":{" + states + "}}\n");
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
