package io.draftgate.cli.drill;

import io.draftgate.broker.BrokerOptions;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.TopicAdministration;
import io.draftgate.streams.TopicException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brokers, generator workers and a detector, each in a process of its own on this machine. Confined to one thread. */
final class DrillCluster implements AutoCloseable {
    /** How long a silent worker counts as alive: the shortest that the broker allows, so that a drill is not all waiting. */
    static final Duration SESSION_TIMEOUT = BrokerOptions.MIN_SESSION_TIMEOUT;

    /** Workers give their tasks back in a second or two. */
    static final Duration GRACE_PERIOD = Duration.ofSeconds(15);

    private static final String DETECTOR = "detector";
    private static final List<String> DETECTOR_COMMAND = List.of("run", "detector");
    private static final int ATTEMPTS_TO_REACH_THE_BROKER = 4;

    private final OwnProgram program;
    private final Path folder;
    private final Path logs;
    private final ClusterPlan plan;
    private final BrokerProcesses brokers;
    private final List<DrillProcess> workers = new ArrayList<>();
    private final List<DrillProcess> detectors = new ArrayList<>();
    private final Map<DrillProcess, Integer> ended = new HashMap<>();

    private DrillCluster(OwnProgram program, Path folder, Path logs, ClusterPlan plan, BrokerProcesses brokers) {
        this.program = program;
        this.folder = folder;
        this.logs = logs;
        this.plan = plan;
        this.brokers = brokers;
    }

    /**
     * Starts the processes and returns when the broker has the topics; the workers join in their own time.
     *
     * @param folder where the brokers keep their topics and the workers their state
     * @param logs an existing folder, for what each process prints and warns of
     */
    static DrillCluster start(OwnProgram own, TopicCatalogue topics, Path folder, Path logs, ClusterPlan plan)
            throws IOException {
        OwnProgram program = own.withTemporaryFilesIn(Files.createDirectories(folder.resolve("tmp")));
        BrokerProcesses brokers = BrokerProcesses.start(program, folder, logs, plan.brokers());
        DrillCluster cluster = new DrillCluster(program, folder, logs, plan, brokers);
        try {
            cluster.createTopics(topics);
            for (int i = 1; i <= plan.workers(); i++) {
                cluster.addWorker();
            }
            for (int i = 1; i <= plan.detectors(); i++) {
                cluster.detectors.add(
                        DrillProcess.start(DETECTOR, cluster.service(program, DETECTOR, DETECTOR_COMMAND)));
            }
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void createTopics(TopicCatalogue topics) {
        for (int attempt = 1; ; attempt++) {
            try (TopicAdministration administration = new TopicAdministration(client())) {
                administration.awaitBrokers(plan.brokers());
                administration.create(topics);
                return;
            } catch (TopicException stillStarting) {
                if (attempt == ATTEMPTS_TO_REACH_THE_BROKER
                        || !brokers.processes().stream().allMatch(DrillProcess::isAlive)
                        || Thread.currentThread().isInterrupted()) {
                    throw stillStarting;
                }
            }
        }
    }

    /** Starts one more worker. */
    DrillProcess addWorker() throws IOException {
        return addWorker(List.of());
    }

    /** Starts one more worker that is told more than the others. */
    DrillProcess addWorker(List<String> moreOptions) throws IOException {
        String name = "worker " + (workers.size() + 1);
        ProcessBuilder program = worker(this.program, name);
        program.command().addAll(moreOptions);
        DrillProcess worker = DrillProcess.start(name, program);
        workers.add(worker);
        return worker;
    }

    /** A worker or the detector of another build, with the state of one that there is. */
    ProcessBuilder service(OwnProgram build, String name) throws IOException {
        return name.equals(DETECTOR) ? service(build, name, DETECTOR_COMMAND) : worker(build, name);
    }

    /** A worker of another build, with the state of one that there is. */
    ProcessBuilder worker(OwnProgram build, String name) throws IOException {
        ProcessBuilder process = service(build, name, plan.workerCommand());
        List<String> command = new ArrayList<>(plan.wrapper());
        command.addAll(process.command());
        process.command(command);
        process.environment().putAll(plan.environment());
        return process;
    }

    private ProcessBuilder service(OwnProgram build, String name, List<String> command) throws IOException {
        String fileName = name.replace(' ', '-');
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of(
                "--bootstrap=" + brokers.bootstrapServers(),
                "--state-dir=" + Files.createDirectories(state(name)),
                "--log-file=" + logs.resolve(fileName + ".log")));
        return build.process(logs.resolve(fileName + ".out"), arguments);
    }

    /** Where a service keeps its state. */
    Path state(String name) {
        return folder.resolve("state-" + name.replace(' ', '-'));
    }

    /** This program, as the processes of the drill run it. */
    OwnProgram program() {
        return program;
    }

    /** How to reach the brokers. */
    Map<String, Object> client() {
        return Map.of("bootstrap.servers", brokers.bootstrapServers());
    }

    List<DrillProcess> brokers() {
        return brokers.processes();
    }

    List<DrillProcess> workers() {
        return workers;
    }

    List<DrillProcess> detectors() {
        return detectors;
    }

    /** Every process, the brokers first, then the workers, the detector last. */
    List<DrillProcess> processes() {
        List<DrillProcess> processes = new ArrayList<>(brokers.processes());
        processes.addAll(workers);
        processes.addAll(detectors);
        return processes;
    }

    /** Starts those again that ended by themselves, as a supervisor would. */
    void superviseOnce() throws IOException {
        for (DrillProcess process : processes()) {
            if (process.isWanted() && !process.isAlive()) {
                ended.merge(process, 1, Integer::sum);
                process.restart();
            }
        }
    }

    /** How often a worker ended by itself. */
    int workersEnded() {
        return ended(workers);
    }

    /** How often a broker ended by itself. */
    int brokersEnded() {
        return ended(brokers.processes());
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
        brokers.close();
    }
}
