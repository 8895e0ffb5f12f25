package io.draftgate.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium of the system's, through chromedriver.
 *
 * @see <a href="https://www.w3.org/TR/webdriver2/">WebDriver</a>
 */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage");

    private final Process driver;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String session;

    private Browser(Process driver, String driverUrl, Path chromium, Path profile)
            throws IOException, InterruptedException {
        this.driver = driver;
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("--user-data-dir=" + profile);
        Map<String, Object> options = Map.of("binary", chromium.toString(), "args", flags);
        JsonNode answer = post(
                driverUrl + "/session",
                Map.of("capabilities", Map.of("alwaysMatch", Map.of("goog:chromeOptions", options))));
        this.session = driverUrl + "/session/" + answer.get("sessionId").asText();
    }

    /** Where the system has a program, if it has. */
    static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser open(Path chromedriver, Path chromium, Path folder) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process driver = new ProcessBuilder(chromedriver.toString(), "--port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromedriver.log").toFile())
                .start();
        try {
            awaitDriver(driver, "http://127.0.0.1:" + port);
            return new Browser(driver, "http://127.0.0.1:" + port, chromium, folder.resolve("profile"));
        } catch (IOException | InterruptedException | RuntimeException e) {
            driver.destroyForcibly();
            throw e;
        }
    }

    private static void awaitDriver(Process driver, String url) throws IOException, InterruptedException {
        HttpRequest status = HttpRequest.newBuilder(URI.create(url + "/status")).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && driver.isAlive()) {
            try {
                HttpClient.newHttpClient().send(status, HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                driver.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        throw new IOException("chromedriver does not answer at " + url);
    }

    void go(String url) throws IOException, InterruptedException {
        post(session + "/url", Map.of("url", url));
    }

    /** What a script returns. */
    JsonNode run(String script) throws IOException, InterruptedException {
        return post(session + "/execute/sync", Map.of("script", script, "args", List.of()));
    }

    /** Waits until a script returns true. */
    void await(String script) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!run("return document.readyState === 'complete' && Boolean(" + script + ");")
                .asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never true: " + script + "\n" + run("return document.body.innerText"));
            }
        }
    }

    /** Types keys wherever the focus is. */
    void type(String keys) throws IOException, InterruptedException {
        List<Map<String, String>> actions = new ArrayList<>();
        keys.codePoints().mapToObj(Character::toString).forEach(key -> {
            actions.add(Map.of("type", "keyDown", "value", key));
            actions.add(Map.of("type", "keyUp", "value", key));
        });
        post(
                session + "/actions",
                Map.of("actions", List.of(Map.of("type", "key", "id", "keyboard", "actions", actions))));
    }

    /** Looks through a window of that size, with that colour scheme: light or dark. */
    void look(int width, int height, String scheme) throws IOException, InterruptedException {
        devtools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        devtools(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void photograph(Path file) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(session + "/screenshot")).build(),
                HttpResponse.BodyHandlers.ofString());
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(JSON.readTree(response.body()).get("value").asText()));
    }

    private void devtools(String command, Map<String, Object> parameters) throws IOException, InterruptedException {
        post(session + "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    private JsonNode post(String url, Map<String, ?> body) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(url + ": " + response.body());
        }
        return JSON.readTree(response.body()).get("value");
    }

    @Override
    public void close() throws IOException {
        try {
            client.send(
                    HttpRequest.newBuilder(URI.create(session)).DELETE().build(),
                    HttpResponse.BodyHandlers.discarding());
            driver.destroy();
            driver.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            driver.destroyForcibly();
        }
    }
}
