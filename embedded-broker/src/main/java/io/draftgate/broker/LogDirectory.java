package io.draftgate.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which the broker keeps its topics and the controller its metadata, held against every other embedded broker
 * until it is closed. Thread-safe.
 *
 * <p>Kafka has a lock of its own, but opens the metadata log before it asks for it, and so ruins the log of a broker that is
 * running there.
 */
final class LogDirectory implements AutoCloseable {

    /** Base64 of "draftgate-broker": always the same, so that a folder of another cluster is refused and ours reopened. */
    private static final String CLUSTER_ID = "ZHJhZnRnYXRlLWJyb2tlcg";

    private static final String LOCK = "draftgate.lock";

    private final Path path;
    private final FileChannel lockFile;

    private LogDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the folder if it is missing and formats it if it is new; one that was used before keeps what it holds.
     *
     * @throws BrokerStartException if the folder cannot be created, written or formatted, or is in use
     */
    static LogDirectory open(Path folder, int nodeId, Optional<BrokerSecurity> security) {
        Path path = folder.toAbsolutePath().normalize();
        if (path.toString().contains(",")) {
            throw new BrokerStartException(
                    "log directory " + path + " has a comma in its name, which Kafka reads as two folders: rename it");
        }
        LogDirectory directory = new LogDirectory(path, lock(path));
        try {
            directory.format(nodeId, security);
            return directory;
        } catch (BrokerStartException e) {
            directory.close();
            throw e;
        }
    }

    private static FileChannel lock(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel lockFile =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                lockFile.close();
                throw new BrokerStartException("log directory " + path
                        + " is in use by another broker: stop that one, or name another folder");
            }
            return lockFile;
        } catch (IOException e) {
            throw new BrokerStartException(
                    "log directory " + path + " is not writable ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "): name a folder that this user may write to",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very JVM.
            return null;
        }
    }

    private void format(int nodeId, Optional<BrokerSecurity> security) {
        try (PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Formatter formatter = new Formatter();
            security.ifPresent(users -> formatter.setScramArguments(List.of(users.credential())));
            formatter
                    .setNodeId(nodeId)
                    .setClusterId(CLUSTER_ID)
                    .setDirectories(List.of(path.toString()))
                    .setMetadataLogDirectory(path.toString())
                    .setControllerListenerName(NodeProperties.CONTROLLER_LISTENER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(true)
                    .setPrintStream(silence)
                    .run();
        } catch (Exception e) {
            throw new BrokerStartException(
                    "log directory " + path + " cannot be opened as a Kafka log (" + e.getMessage()
                            + "): name an empty or a new folder",
                    e);
        }
    }

    Path path() {
        return path;
    }

    /** Lets other brokers have the folder. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of " + path.resolve(LOCK) + ": " + e.getMessage(), e);
        }
    }
}
