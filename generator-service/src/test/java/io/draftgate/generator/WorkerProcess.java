package io.draftgate.generator;

import io.draftgate.bridge.FairShares;
import io.draftgate.detection.policy.Policy;
import io.draftgate.generator.GeneratorService.Surroundings;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Tasks;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.GroupProtocol;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A generator in a process of its own, so that it can be killed. As a program: {@code bootstrap, state folder, protocol} and
 * optionally {@code stop-when-restored}: then it stops itself (SIGSTOP) on its stream thread, when its tasks are restored and
 * before it reads anything.
 */
final class WorkerProcess implements AutoCloseable {
    private static final String STOP_WHEN_RESTORED = "stop-when-restored";

    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    static WorkerProcess start(String bootstrap, Path stateFolder, GroupProtocol protocol) throws IOException {
        return start(List.of(bootstrap, stateFolder.toString(), protocol.name()));
    }

    static WorkerProcess startAndStopWhenRestored(String bootstrap, Path stateFolder, GroupProtocol protocol)
            throws IOException {
        return start(List.of(bootstrap, stateFolder.toString(), protocol.name(), STOP_WHEN_RESTORED));
    }

    private static WorkerProcess start(List<String> arguments) throws IOException {
        // What a killed process leaves of its native libraries goes with the test's folder.
        Path temporary = Files.createTempDirectory(Path.of(arguments.get(1)).getParent(), "tmp");
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProcess.class.getName());
        command.command().addAll(arguments);
        command.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        return new WorkerProcess(command.start());
    }

    void signal(String name) throws IOException, InterruptedException {
        signal(name, process.pid());
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets it give its tasks back: the end of its input is the sign. */
    void stopGracefully() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the worker did not stop within 30 s");
        }
    }

    boolean isStopped() throws IOException, InterruptedException {
        Process state = new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(process.pid())).start();
        return new String(state.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .strip()
                .startsWith("T");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) throws Exception {
        Gpt2 model = Gpt2.bundled();
        GeneratorService service = service(
                model,
                arguments[0],
                Path.of(arguments[1]),
                GroupProtocol.valueOf(arguments[2]),
                () -> Runtime.getRuntime().halt(1));
        if (arguments.length > 3 && arguments[3].equals(STOP_WHEN_RESTORED)) {
            // Completed on the stream thread, which therefore reads nothing before it is woken.
            service.running().thenRun(WorkerProcess::stopMyself);
        }
        service.start();
        int endOfInput = System.in.read();
        service.close();
        model.close();
        System.exit(endOfInput == -1 ? 0 : 1);
    }

    /** What a worker process runs; it reports progress as often as it is looked at. */
    static GeneratorService service(
            Gpt2 model, String bootstrap, Path stateFolder, GroupProtocol protocol, Runnable onStall) {
        GeneratorSettings settings = new GeneratorSettings(
                Map.of("bootstrap.servers", bootstrap),
                TopicCatalogue.standard(),
                stateFolder,
                protocol,
                1,
                new EngineOptions(4, 1, Precision.INT8),
                1000,
                Duration.ofMinutes(1),
                FairShares.equal());
        return new GeneratorService(
                settings,
                model,
                Tasks.bundled(),
                Policy.bundled(),
                onStall,
                new Surroundings(Sealing.none(), Tracing.none(), DrillSwitches.NONE, Duration.ZERO));
    }

    private static void stopMyself() {
        try {
            signal("STOP", ProcessHandle.current().pid());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
