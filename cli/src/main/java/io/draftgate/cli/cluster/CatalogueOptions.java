package io.draftgate.cli.cluster;

import io.draftgate.cli.command.CommandException;
import io.draftgate.schemas.TopicCatalogue;
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
    private int partitions = TopicCatalogue.DEFAULT_PARTITIONS;

    /** The catalogue with these topics. */
    public TopicCatalogue catalogue() {
        if (partitions < 1) {
            throw CommandException.usage(
                    "--partitions is " + partitions + ", expected 1 or more", "Try --partitions 4");
        }
        try {
            return new TopicCatalogue(prefix, partitions);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "Try --prefix staging.");
        }
    }
}
