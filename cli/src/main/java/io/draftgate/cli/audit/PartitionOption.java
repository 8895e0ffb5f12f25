package io.draftgate.cli.audit;

import io.draftgate.cli.command.CommandException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which partition's log is meant. */
final class PartitionOption {
    @Option(names = "--partition", paramLabel = "N", description = "The log of this partition alone (default: all).")
    private @Nullable Integer partition;

    /** The chains that are meant. */
    List<ChainPartition> of(List<ChainPartition> all) {
        if (partition == null) {
            return all;
        }
        List<ChainPartition> chosen = all.stream()
                .filter(chain -> chain.chain().partition() == partition)
                .toList();
        if (chosen.isEmpty()) {
            throw CommandException.usage(
                    "--partition is " + partition + ", expected 0 to " + (all.size() - 1), "Try --partition 0");
        }
        return chosen;
    }

    /** The one chain that is meant. */
    ChainPartition one(List<ChainPartition> all) {
        List<ChainPartition> chosen = of(all);
        if (chosen.size() != 1) {
            throw CommandException.usage(
                    "an index means one partition, there are " + chosen.size(), "Name it, e.g. --partition 0");
        }
        return chosen.get(0);
    }
}
