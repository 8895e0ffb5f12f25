package io.draftgate.cli.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.model.RandomWeights;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A hub in this JVM: serves files as the real one does, or misbehaves as it is told. */
public final class FakeHub implements AutoCloseable {

    /** How one request is answered. */
    interface Answer {
        void give(HttpExchange exchange, byte[] file) throws IOException;
    }

    record Request(String file, String range, String authorization) {}

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final String prefix;

    private FakeHub(String prefix) throws IOException {
        this.prefix = prefix;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A hub that has one tiny model of random weights. */
    public static FakeHub with(String model, String revision, Path scratch) throws IOException {
        Path folder = scratch.resolve("on-the-hub");
        RandomWeights.write(folder, Gpt2Config.of(512, 64, 32, 2, 4), 1);
        FakeHub hub = new FakeHub("/" + model + "/resolve/" + revision + "/");
        for (String file : List.of("config.json", "vocab.json", "merges.txt", "model.safetensors")) {
            hub.files.put(file, Files.readAllBytes(folder.resolve(file)));
        }
        return hub;
    }

    public String address() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
    }

    byte[] file(String name) {
        return files.get(name).clone();
    }

    void put(String name, byte[] bytes) {
        files.put(name, bytes.clone());
    }

    void remove(String name) {
        files.remove(name);
    }

    /** The next requests for the file are answered so, those after them well. */
    void next(String file, Answer... misbehaviour) {
        answers.put(file, new ArrayDeque<>(List.of(misbehaviour)));
    }

    /** How all requests so far were made. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<Request> requests(String file) {
        return requests.stream().filter(request -> request.file().equals(file)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String name = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
            requests.add(new Request(name, header(exchange, "Range"), header(exchange, "Authorization")));
            byte[] file = files.get(name);
            Answer misbehaviour = answers.getOrDefault(name, new ArrayDeque<>()).poll();
            if (misbehaviour != null) {
                misbehaviour.give(exchange, file == null ? new byte[0] : file);
            } else if (file == null) {
                status(404).give(exchange, new byte[0]);
            } else {
                serve(file.length).give(exchange, file);
            }
        }
    }

    /** The file, or the range of it that was asked for, but no more than some bytes: then the connection breaks. */
    static Answer serve(int mostBytes) {
        return (exchange, file) -> {
            String etag = "\"" + Integer.toHexString(Arrays.hashCode(file)) + "\"";
            boolean isRest = etag.equals(header(exchange, "If-Range"));
            int begin = isRest ? Integer.parseInt(header(exchange, "Range").replaceAll("\\D", "")) : 0;
            exchange.getResponseHeaders().add("ETag", etag);
            if (isRest) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + begin + "-" + (file.length - 1) + "/" + file.length);
            }
            exchange.sendResponseHeaders(isRest ? 206 : 200, file.length - begin);
            exchange.getResponseBody().write(file, begin, Math.min(mostBytes, file.length - begin));
            exchange.getResponseBody().flush();
        };
    }

    /** The answer after a header was added to it. */
    static Answer withHeader(String name, String value, Answer answer) {
        return (exchange, file) -> {
            exchange.getResponseHeaders().add(name, value);
            answer.give(exchange, file);
        };
    }

    /** The file over and over, without saying how long that takes, until the other side hangs up. */
    static Answer endless() {
        return (exchange, file) -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(file);
            }
        };
    }

    static Answer status(int status) {
        return (exchange, file) -> exchange.sendResponseHeaders(status, -1);
    }

    static Answer redirect(String location) {
        return withHeader("Location", location, status(302));
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
