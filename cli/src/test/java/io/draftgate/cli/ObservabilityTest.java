package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.cli.metrics.MetricsServer;
import io.draftgate.cli.metrics.ProcessMetrics;
import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.detector.DetectorService;
import io.draftgate.detector.DetectorSettings;
import io.draftgate.generator.GeneratorService;
import io.draftgate.generator.GeneratorSettings;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Tasks;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.TopicAdministration;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What both services tell of themselves, and what the dashboards and alert rules in {@code ops} expect of it. */
@Timeout(120)
class ObservabilityTest {
    private static final Path OPS = Path.of("..", "ops");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Pattern METRIC = Pattern.compile("\\b(draftgate|kafka|jvm|process|system)_[a-z0-9_]+");

    @TempDir
    Path folder;

    @Test
    void shouldTellTheTruthAndKnowEveryMetricThatADashboardOrAnAlertNames() throws Exception {
        PrometheusMeterRegistry registry = ProcessMetrics.registry();
        TopicCatalogue topics = TopicCatalogue.standard();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"));
                Gpt2 model = Gpt2.bundled();
                Detector detector = Detector.bundled()) {
            // Given
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (TopicAdministration administration = new TopicAdministration(client)) {
                administration.create(topics);
            }
            try (GeneratorService generator = new GeneratorService(
                            GeneratorSettings.of(client, topics, folder.resolve("g")),
                            model,
                            Tasks.bundled(),
                            Policy.bundled(),
                            () -> {});
                    DetectorService detection = new DetectorService(
                            DetectorSettings.of(client, topics, folder.resolve("d")), detector, Policy.bundled());
                    MetricsServer server = MetricsServer.start(
                            new InetSocketAddress("localhost", 0),
                            registry,
                            () -> Stream.concat(generator.health().stream(), detection.health().stream())
                                    .toList())) {
                // When
                HttpResponse<String> before = get(server, "/readyz");
                generator.measure(registry);
                detection.measure(registry);
                generator.start();
                detection.start();
                CompletableFuture.allOf(generator.running(), detection.running())
                        .get(60, TimeUnit.SECONDS);
                Path prompts = Files.writeString(
                        folder.resolve("p.jsonl"), "{\"id\":\"a\",\"prompt\":\"Once\",\"maxTokens\":3}\n");
                Run.of("submit", prompts.toString(), "--bootstrap", broker.bootstrapServers());
                Run.of("watch", "--from-beginning", "--max", "1", "--bootstrap", broker.bootstrapServers());
                HttpResponse<String> after = get(server, "/readyz");
                Set<String> named = namedInOps();
                Set<String> missing = missingOf(named, server);

                // Then
                assertEquals(503, before.statusCode());
                assertEquals(
                        "{\"ok\":true,\"applications\":{\"generator\":\"RUNNING\",\"detector\":\"RUNNING\",\"audit\":\"RUNNING\"}}\n",
                        after.body());
                assertEquals(200, get(server, "/healthz").statusCode());
                assertEquals(404, get(server, "/metrics/more").statusCode());
                assertTrue(named.size() > 20, named::toString);
                assertEquals(Set.of(), missing);
            }
        }
    }

    @Test
    void shouldSayWhatToDoAboutEveryAlert() throws Exception {
        String runbook = Files.readString(OPS.resolve("RUNBOOK.md"));

        Set<String> alerts = Files.readAllLines(OPS.resolve("prometheus/alerts.yml")).stream()
                .filter(line -> line.contains("- alert: "))
                .map(line -> line.replaceFirst(".*- alert: ", ""))
                .collect(Collectors.toSet());

        assertTrue(alerts.size() > 5, alerts::toString);
        alerts.removeIf(alert -> runbook.contains("\n## " + alert + "\n"));
        assertEquals(Set.of(), alerts);
    }

    @Test
    void shouldPassTheCheckOfPrometheusWhereThatIsInstalled() throws Exception {
        Optional<Path> promtool = Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(promtool.isPresent(), "there is no promtool here");

        Process check = new ProcessBuilder(
                        promtool.get().toString(),
                        "check",
                        "config",
                        OPS.resolve("prometheus/prometheus.yml").toString())
                .redirectErrorStream(true)
                .start();

        String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, check.waitFor(), output);
    }

    private static HttpResponse<String> get(MetricsServer server, String path) throws Exception {
        URI uri = URI.create("http://localhost:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Metrics of tasks and topics appear some seconds after the task. */
    private static Set<String> missingOf(Set<String> named, MetricsServer server) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<String> missing = new TreeSet<>(named);
        while (!missing.isEmpty() && System.nanoTime() < deadline) {
            missing.removeAll(scrape(server));
            LockSupport.parkNanos(POLL.toNanos());
        }
        return missing;
    }

    private static Set<String> scrape(MetricsServer server) throws Exception {
        return get(server, "/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every metric that an expression in a dashboard or an alert rule names. */
    private static Set<String> namedInOps() throws IOException {
        Set<String> names = new TreeSet<>();
        JsonNode dashboard = new ObjectMapper()
                .readTree(OPS.resolve("grafana/dashboards/draftgate.json").toFile());
        dashboard.findValuesAsText("expr").forEach(expression -> addMetrics(expression, names));
        Files.readAllLines(OPS.resolve("prometheus/alerts.yml")).stream()
                .map(String::strip)
                .filter(line -> !line.startsWith("#") && !line.startsWith("summary:") && !line.startsWith("runbook:"))
                .forEach(line -> addMetrics(line, names));
        return names;
    }

    private static void addMetrics(String expression, Set<String> names) {
        Matcher metrics = METRIC.matcher(expression);
        while (metrics.find()) {
            names.add(metrics.group());
        }
    }
}
