package io.draftgate.audit.checkpoint;

import io.draftgate.audit.ChainHead;
import io.draftgate.audit.ChainLink;
import io.draftgate.audit.ChainProblem;
import io.draftgate.audit.ChainVerification;
import io.draftgate.audit.ChainVerifier;
import io.draftgate.audit.CheckpointProblem;
import io.draftgate.audit.merkle.TreeReader;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads one chain as it is stored, checks every link, and holds its Merkle tree against checkpoints that somebody kept. One pass,
 * flat memory beside the checkpoints. Confined to one thread.
 */
public final class LogVerifier {
    private final String name;
    private final Consumer<ChainProblem> listener;
    private final ChainVerifier chain;
    private final TreeReader tree;
    private final Deque<Checkpoint> kept;
    private long problems;

    /**
     * A verifier of a chain from its first record on.
     *
     * @param name of the chain, e.g. {@code audit.records-0}
     * @param checkpoints of this chain, in any order; whether the right key signed them is for the caller to see to
     * @param subtrees hears of the chain's Merkle tree
     * @param listener is called with every problem
     */
    public LogVerifier(
            String name, List<Checkpoint> checkpoints, TreeReader.Listener subtrees, Consumer<ChainProblem> listener) {
        this.name = name;
        this.listener = listener;
        chain = new ChainVerifier(ChainHead.genesis(name), listener);
        tree = new TreeReader(subtrees);
        kept = new ArrayDeque<>(checkpoints.stream()
                .sorted(Comparator.comparingLong(Checkpoint::size))
                .toList());
        compare();
    }

    /** Takes in the next record. */
    public void read(String position, ChainLink link) {
        chain.read(position, link);
        tree.read(link.entry());
        compare();
    }

    /** Takes in something that is no record. */
    public void readUnreadable(String position, String reason) {
        chain.readUnreadable(position, reason);
    }

    /** Ends the reading. */
    public ChainVerification finish() {
        ChainVerification verification = chain.finish();
        for (Checkpoint checkpoint : kept) {
            report(new CheckpointProblem.Truncated(name, checkpoint.size(), tree.size()));
        }
        kept.clear();
        return new ChainVerification(verification.links(), verification.problems() + problems, verification.head());
    }

    /** The state of the log as far as it was read. */
    public Checkpoint checkpoint(String origin) {
        return new Checkpoint(origin, tree.size(), tree.root());
    }

    private void compare() {
        while (!kept.isEmpty() && kept.element().size() == tree.size()) {
            Checkpoint checkpoint = kept.remove();
            if (!checkpoint.root().equals(tree.root())) {
                report(new CheckpointProblem.Forked(name, checkpoint.size(), checkpoint.root(), tree.root()));
            }
        }
    }

    private void report(ChainProblem problem) {
        problems++;
        listener.accept(problem);
    }
}
