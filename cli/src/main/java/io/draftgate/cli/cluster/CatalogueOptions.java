package io.draftgate.cli.cluster;

import io.draftgate.cli.command.Allowed;
import io.draftgate.cli.command.CommandException;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which topics are meant. */
public final class CatalogueOptions {

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            description = "Put before the name of every topic, e.g. 'staging.' (default: nothing).")
    private String prefix = "";

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of every topic (default: ${DEFAULT-VALUE}).")
    @Allowed(min = 1)
    private int partitions = TopicCatalogue.DEFAULT_PARTITIONS;

    @Option(
            names = "--plaintext-retention",
            paramLabel = "DURATION",
            description =
                    "How long text lies in any topic at most, e.g. P7D or PT12H; 'topics create' tells the brokers "
                            + "(default: 30 days and what Kafka takes to remove it).")
    @Allowed(min = Topic.LEAST_STAY_SECONDS)
    private @Nullable Duration plaintextRetention;

    /** Whether the topics that exist have to be told of their retention. */
    boolean boundsRetention() {
        return plaintextRetention != null;
    }

    /** The catalogue with these topics. */
    public TopicCatalogue catalogue() {
        try {
            return new TopicCatalogue(prefix, partitions, Optional.ofNullable(plaintextRetention));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(
                    String.valueOf(e.getMessage()), "Try --prefix staging. --plaintext-retention P7D");
        }
    }
}
