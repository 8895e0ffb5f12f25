package io.draftgate.cli.audit;

import io.draftgate.audit.checkpoint.Checkpoint;
import io.draftgate.audit.merkle.TreeReader;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.ChainStep;
import java.util.HexFormat;
import java.util.List;

/** The Merkle tree over the digests of one chain that the index holds. Confined to one thread at a time. */
final class IndexedTree {
    private static final int LINKS_AT_ONCE = 10_000;
    private static final String DIGEST_PREFIX = "sha256:";

    private final AuditIndex index;
    private final int partition;
    private final TreeReader tree = new TreeReader();
    private long nextOffset;

    IndexedTree(AuditIndex index, int partition) {
        this.index = index;
        this.partition = partition;
    }

    /** How many links have been read. */
    long size() {
        return tree.size();
    }

    /** Reads on up to the size of a checkpoint, and compares the roots. */
    boolean leadsTo(Checkpoint checkpoint) {
        while (tree.size() < checkpoint.size()) {
            int wanted = (int) Math.min(LINKS_AT_ONCE, checkpoint.size() - tree.size());
            List<ChainStep.ChainPlace> links = index.links(partition, nextOffset, wanted);
            if (links.isEmpty()) {
                return false;
            }
            for (ChainStep.ChainPlace link : links) {
                tree.read(HexFormat.of().parseHex(link.digest().substring(DIGEST_PREFIX.length())));
                nextOffset = link.offset() + 1;
            }
        }
        return tree.root().equals(checkpoint.root());
    }
}
