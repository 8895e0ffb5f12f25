package io.draftgate.cli.drill;

import io.draftgate.broker.BrokerOptions;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.TopicAdministration;
import io.draftgate.streams.TopicException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A broker, generator workers and a detector, each in a process of its own on this machine. Confined to one thread. */
final class DrillCluster implements AutoCloseable {
    /** How long a silent worker counts as alive: the shortest that the broker allows, so that a drill is not all waiting. */
    static final Duration SESSION_TIMEOUT = BrokerOptions.MIN_SESSION_TIMEOUT;

    /** Workers give their tasks back in a second or two. */
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(15);

    /**
     * Ports below those that systems give to clients: a client that knocks at the port of a dead broker from that very port
     * would be connected to itself, and the broker could not come back.
     */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 10_000;
    private static final int ATTEMPTS_TO_REACH_THE_BROKER = 4;

    private final String bootstrapServers;
    private final DrillProcess broker;
    private final List<DrillProcess> workers = new ArrayList<>();
    private final List<DrillProcess> detectors = new ArrayList<>();
    private final Map<DrillProcess, Integer> ended = new HashMap<>();

    private DrillCluster(String bootstrapServers, DrillProcess broker) {
        this.bootstrapServers = bootstrapServers;
        this.broker = broker;
    }

    /**
     * Starts the processes and returns when the broker has the topics; the workers join in their own time.
     *
     * @param folder where the broker keeps its topics and the workers their state
     * @param logs an existing folder, for what each process prints and warns of
     */
    static DrillCluster start(OwnProgram own, TopicCatalogue topics, Path folder, Path logs, WorkerPlan workers)
            throws IOException {
        OwnProgram program = own.withTemporaryFilesIn(Files.createDirectories(folder.resolve("tmp")));
        int port = freePort();
        DrillProcess broker = DrillProcess.start(
                "broker",
                program.process(
                        logs.resolve("broker.out"),
                        List.of(
                                "broker",
                                "--dir=" + folder.resolve("kafka"),
                                "--port=" + port,
                                "--session-seconds=" + SESSION_TIMEOUT.toSeconds(),
                                "--log-file=" + logs.resolve("broker.log"))));
        DrillCluster cluster = new DrillCluster("localhost:" + port, broker);
        try {
            cluster.createTopics(topics);
            for (int i = 1; i <= workers.count(); i++) {
                cluster.workers.add(cluster.startService(program, folder, logs, "worker " + i, workers.command()));
            }
            cluster.detectors.add(cluster.startService(program, folder, logs, "detector", List.of("run", "detector")));
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        // Two drills at the same time begin to look at different places.
        int offset = (int) (ProcessHandle.current().pid() % PORTS);
        return IntStream.range(0, PORTS)
                .map(i -> FIRST_PORT + (offset + i) % PORTS)
                .filter(DrillCluster::isFree)
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "no port from " + FIRST_PORT + " to " + (FIRST_PORT + PORTS - 1) + " is free on localhost"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private void createTopics(TopicCatalogue topics) {
        for (int attempt = 1; ; attempt++) {
            try (TopicAdministration administration = new TopicAdministration(client())) {
                administration.create(topics);
                return;
            } catch (TopicException stillStarting) {
                if (attempt == ATTEMPTS_TO_REACH_THE_BROKER
                        || !broker.isAlive()
                        || Thread.currentThread().isInterrupted()) {
                    throw stillStarting;
                }
            }
        }
    }

    private DrillProcess startService(OwnProgram program, Path folder, Path logs, String name, List<String> service)
            throws IOException {
        String fileName = name.replace(' ', '-');
        Path state = Files.createDirectories(folder.resolve("state-" + fileName));
        List<String> arguments = new ArrayList<>(service);
        arguments.addAll(List.of(
                "--bootstrap=" + bootstrapServers,
                "--state-dir=" + state,
                "--log-file=" + logs.resolve(fileName + ".log")));
        return DrillProcess.start(name, program.process(logs.resolve(fileName + ".out"), arguments));
    }

    /** How to reach the broker. */
    Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    DrillProcess broker() {
        return broker;
    }

    List<DrillProcess> workers() {
        return workers;
    }

    /** Every process, the broker first, then the workers, the detector last. */
    List<DrillProcess> processes() {
        List<DrillProcess> processes = new ArrayList<>(List.of(broker));
        processes.addAll(workers);
        processes.addAll(detectors);
        return processes;
    }

    /** Starts those again that ended by themselves, as a supervisor would. */
    void superviseOnce() throws IOException {
        for (DrillProcess process : processes()) {
            if (!process.isAlive()) {
                ended.merge(process, 1, Integer::sum);
                process.restart();
            }
        }
    }

    /** How often a worker ended by itself. */
    int workersEnded() {
        return ended(workers);
    }

    /** How often the broker ended by itself. */
    int brokersEnded() {
        return ended(List.of(broker));
    }

    /** How often the detector ended by itself. */
    int detectorsEnded() {
        return ended(detectors);
    }

    private int ended(List<DrillProcess> processes) {
        return processes.stream()
                .mapToInt(process -> ended.getOrDefault(process, 0))
                .sum();
    }

    /** Lets the workers give back their tasks and end: after that they write nothing more. */
    void endWorkers() throws InterruptedException {
        end(workers);
    }

    /** Lets the detector end: after that nothing more is written at all. */
    void endDetector() throws InterruptedException {
        end(detectors);
    }

    private static void end(List<DrillProcess> processes) throws InterruptedException {
        for (DrillProcess process : processes) {
            process.end(GRACE_PERIOD);
        }
    }

    /** Kills everything. */
    @Override
    public void close() {
        detectors.forEach(DrillProcess::close);
        workers.forEach(DrillProcess::close);
        broker.close();
    }
}
