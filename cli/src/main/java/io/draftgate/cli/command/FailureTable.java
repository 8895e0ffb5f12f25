package io.draftgate.cli.command;

import io.draftgate.broker.BrokerStartException;
import io.draftgate.detection.DetectorFormatException;
import io.draftgate.detection.policy.PolicyFormatException;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.MissingGpuException;
import io.draftgate.gpt2.ModelFormatException;
import io.draftgate.gpt2.task.TaskFormatException;
import io.draftgate.index.IndexException;
import io.draftgate.release.gate.ReleasePolicyException;
import io.draftgate.streams.TopicException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** The one place where an exception becomes words. Libraries write their own message; what is missing is added here. */
final class FailureTable {

    static final String USAGE = "usage";

    private FailureTable() {}

    static Failure of(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof CommandException e) {
            return e.failure();
        }
        if (isInterruption(thrown)) {
            return new Failure(
                    ExitCode.INTERRUPTED, "interrupted", "interrupted", "Run the command again to do the rest");
        }
        if (cause instanceof InvalidFieldException e) {
            return new Failure(
                    ExitCode.USAGE,
                    USAGE,
                    OptionNames.of(e.field()) + " is " + e.value() + ", expected " + e.expectation(),
                    "Name another value");
        }
        if (cause instanceof ModelFormatException e) {
            return couldNotRun("bad-model", e.getMessage(), "Check the folder with 'draftgate model check DIR'");
        }
        if (cause instanceof MissingGpuException e) {
            return couldNotRun("missing-gpu", e.getMessage(), "Choose --provider cpu, or --on-missing-gpu cpu");
        }
        if (cause instanceof TaskFormatException e) {
            return couldNotRun("bad-task", e.getMessage(), "See 'draftgate tasks --json' for tasks that can be used");
        }
        if (cause instanceof DetectorFormatException e) {
            return couldNotRun("bad-detector", e.getMessage(), "Leave --detector out to use the bundled one");
        }
        if (cause instanceof PolicyFormatException e) {
            return couldNotRun("bad-policy", e.getMessage(), "Leave the policy out to use the bundled one");
        }
        if (cause instanceof ReleasePolicyException e) {
            return couldNotRun("bad-release-policy", e.getMessage(), "See docs/release.md for what it may hold");
        }
        if (cause instanceof BrokerStartException e) {
            return couldNotRun("broker-not-started", e.getMessage(), "Nothing was started");
        }
        if (cause instanceof IndexException e) {
            return couldNotRun("audit-index", e.getMessage(), "Check --database; an index can always be built anew");
        }
        if (cause instanceof TopicException e) {
            return couldNotRun("kafka", e.getMessage(), "Check --bootstrap and the cluster behind it");
        }
        if (cause instanceof IOException e) {
            return ofFile(e);
        }
        if (cause instanceof UncheckedIOException e) {
            return inputOutput(e);
        }
        if (cause instanceof OutOfMemoryError) {
            return couldNotRun(
                    "out-of-memory",
                    "the Java heap is full (" + cause.getMessage() + ")",
                    "Give it more, e.g. DRAFTGATE_JAVA_OPTIONS=-Xmx4g");
        }
        return couldNotRun(
                "internal-error",
                "an error that should not happen: " + cause,
                "Run the command again with --debug and report the stack trace");
    }

    private static Failure ofFile(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return couldNotRun("no-such-file", "no such file: " + missing.getFile(), "Check the path");
        }
        if (e instanceof AccessDeniedException denied) {
            return couldNotRun(
                    "access-denied", "no permission for " + denied.getFile(), "Change its permissions or its place");
        }
        if (e instanceof NotDirectoryException file) {
            return couldNotRun("not-a-folder", file.getFile() + " is not a folder", "Check the path");
        }
        if (e instanceof FileSystemException other) {
            return couldNotRun(
                    "file-error", other.getFile() + ": " + other.getReason(), "Check the path and the disk behind it");
        }
        return inputOutput(e);
    }

    private static Failure inputOutput(Exception e) {
        return couldNotRun("input-output", e.getMessage(), "Check the file or the pipe");
    }

    private static Failure couldNotRun(String code, @Nullable String message, String next) {
        return new Failure(ExitCode.COULD_NOT_RUN, code, String.valueOf(message), next);
    }

    /** Whatever a library made of it: somebody pressed Ctrl-C. */
    private static boolean isInterruption(Throwable thrown) {
        return Stream.iterate(thrown, e -> e != null, Throwable::getCause)
                .anyMatch(e -> e instanceof InterruptedException
                        || e instanceof InterruptException
                        || e instanceof ClosedByInterruptException);
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        boolean wrapper = thrown instanceof ExecutionException
                || thrown instanceof CompletionException
                || (thrown instanceof UncheckedIOException && cause instanceof FileSystemException);
        return wrapper && cause != null ? unwrapped(cause) : thrown;
    }
}
