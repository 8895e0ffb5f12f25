package io.draftgate.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The folder in which the broker keeps its topics and the controller its metadata. Immutable. */
record LogDirectory(Path path) {

    /** Base64 of "draftgate-broker": always the same, so that a folder of another cluster is refused and ours reopened. */
    private static final String CLUSTER_ID = "ZHJhZnRnYXRlLWJyb2tlcg";

    /**
     * Creates the folder if it is missing and formats it if it is new; one that was used before keeps what it holds.
     *
     * @throws BrokerStartException if the folder cannot be created, written or formatted
     */
    static LogDirectory prepare(Path folder, int nodeId) {
        Path path = folder.toAbsolutePath().normalize();
        if (path.toString().contains(",")) {
            throw new BrokerStartException(
                    "log directory " + path + " has a comma in its name, which Kafka reads as two folders: rename it");
        }
        requireWritable(path);
        LogDirectory directory = new LogDirectory(path);
        directory.format(nodeId);
        return directory;
    }

    private static void requireWritable(Path path) {
        try {
            Files.createDirectories(path);
            // Asking the file system whether it would let us is not the same as trying.
            Files.delete(Files.createTempFile(path, "writable", ".probe"));
        } catch (IOException e) {
            throw new BrokerStartException(
                    "log directory " + path + " is not writable (" + reason(e)
                            + "): name a folder that this user may write to",
                    e);
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private void format(int nodeId) {
        try (PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
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
}
