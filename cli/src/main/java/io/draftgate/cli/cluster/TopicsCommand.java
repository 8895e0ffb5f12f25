package io.draftgate.cli.cluster;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate topics}. */
@Command(
        name = "topics",
        description = "Create and check the topics of the pipeline, and who may use them.",
        footer = {"", "Examples:", "  draftgate topics create --bootstrap localhost:9092", "  draftgate topics describe"
        })
public final class TopicsCommand extends CommandGroup {

    /** The group, writing to a console. */
    public TopicsCommand(Console console) {
        super(
                new TopicsCreateCommand(console),
                new TopicsDescribeCommand(console),
                new TopicsAclsCommand(console),
                new TopicsAsyncapiCommand(console));
    }
}
