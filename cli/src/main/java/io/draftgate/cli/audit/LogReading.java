package io.draftgate.cli.audit;

import io.draftgate.audit.ChainLink;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.merkle.TreeReader;
import io.draftgate.cli.command.CommandException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One reading of a log up to a checkpoint, from which proofs and tiles are made. What does not lead to the checkpoint's root is
 * given to nobody.
 */
final class LogReading {
    private LogReading() {}

    /**
     * Reads as many records as the checkpoint covers.
     *
     * @param subtrees hears of the Merkle tree
     * @param links sees the records
     * @throws CommandException if the log is not the checkpoint's
     */
    static void upTo(
            SignedCheckpoint checkpoint,
            ChainPartition chain,
            TreeReader.Listener subtrees,
            Consumer<ChainLink> links) {
        TreeReader tree = new TreeReader(subtrees);
        chain.read(new ChainPartition.Visitor() {
            @Override
            public void link(String position, ChainLink link) {
                if (tree.size() < checkpoint.checkpoint().size()) {
                    tree.read(link.entry());
                    links.accept(link);
                }
            }

            @Override
            public void unreadable(String position, String reason) {
                // An entry that is missing changes the root, which is compared below.
            }
        });
        boolean isThis = tree.size() == checkpoint.checkpoint().size()
                && tree.root().equals(checkpoint.checkpoint().root());
        if (!isThis) {
            throw CommandException.couldNotRun(
                    "broken-log",
                    chain.name() + ": the records do not lead to the root of its checkpoint of "
                            + checkpoint.checkpoint().size() + " records",
                    "Run 'draftgate audit verify'");
        }
    }

    /** The newest checkpoint that was published of a chain; there is none of one without records, or without a key. */
    static Optional<SignedCheckpoint> newest(ChainPartition chain) {
        List<SignedCheckpoint> published = chain.checkpoints(problem -> {});
        return published.isEmpty() ? Optional.empty() : Optional.of(published.get(published.size() - 1));
    }

    /** What to say where there is none: a proof leads to a checkpoint. */
    static CommandException noCheckpoint(String where) {
        return CommandException.couldNotRun(
                "no-checkpoint",
                where + ": no checkpoint was published",
                "Start the detector with --checkpoint-key, see 'draftgate audit key'");
    }
}
