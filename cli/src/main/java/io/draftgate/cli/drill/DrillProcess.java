package io.draftgate.cli.drill;

import io.draftgate.cli.command.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that can be killed, frozen and started again, also as another program. Confined to one thread. */
final class DrillProcess implements AutoCloseable {
    private final String name;
    private ProcessBuilder program;
    private Process process;
    private boolean wanted = true;

    private DrillProcess(String name, ProcessBuilder program, Process process) {
        this.name = name;
        this.program = program;
        this.process = process;
    }

    /** @param name for people, e.g. {@code worker 1} */
    static DrillProcess start(String name, ProcessBuilder program) throws IOException {
        return new DrillProcess(name, program, program.start());
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it is to be started again if it ends by itself. */
    boolean isWanted() {
        return wanted;
    }

    /** SIGKILL; returns when the process is gone, even if the thread is interrupted. */
    void kill() {
        wanted = false;
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again after its end. */
    void restart() throws IOException {
        process = program.start();
        wanted = true;
    }

    /** Starts another program in its place after its end, which is also what a supervisor starts from now on. */
    void restartAs(ProcessBuilder other) throws IOException {
        program = other;
        restart();
    }

    /** SIGSTOP: it neither works nor speaks nor knows. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had been. */
    void wake() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Whether it is frozen, by whomever. */
    boolean isFrozen() throws IOException {
        String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        return status.charAt(status.lastIndexOf(')') + 2) == 'T';
    }

    /** SIGTERM, and SIGKILL after a grace period. */
    void end(Duration gracePeriod) throws InterruptedException {
        wanted = false;
        process.destroy();
        if (!process.waitFor(gracePeriod.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    /** From now on no file of it may grow past so many bytes. */
    void limitFiles(long bytes) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder("prlimit", "--pid=" + process.pid(), "--fsize=" + bytes + ":").start();
        if (prlimit.waitFor() != 0) {
            throw CommandException.couldNotRun(
                    "no-limit",
                    "cannot limit the files of " + name + ", process " + process.pid(),
                    "prlimit of util-linux is needed");
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw CommandException.couldNotRun(
                    "no-signal",
                    "cannot send SIG" + signal + " to " + name + ", process " + process.pid(),
                    "See its log, which --logs DIR keeps");
        }
    }

    @Override
    public void close() {
        kill();
    }
}
