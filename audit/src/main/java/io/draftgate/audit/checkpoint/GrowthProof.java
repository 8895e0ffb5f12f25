package io.draftgate.audit.checkpoint;

import io.draftgate.audit.Digest;
import io.draftgate.audit.merkle.ConsistencyProof;
import java.util.List;

/**
 * The proof that a log only grew since an older checkpoint, in the form in which a witness is asked to sign (C2SP tlog-witness):
 * the old size, the hashes of the consistency proof, and the new checkpoint. What it claims need not be true. Immutable.
 *
 * @param oldSize at least 1
 * @see <a href="https://c2sp.org/tlog-witness">C2SP tlog-witness</a>
 */
public record GrowthProof(long oldSize, List<Digest> path, SignedCheckpoint checkpoint) {
    private static final String OLD = "old ";

    public GrowthProof {
        path = List.copyOf(path);
    }

    /**
     * Reads a proof.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static GrowthProof parse(String text) {
        ProofLines lines = new ProofLines(text);
        long oldSize = Long.parseLong(lines.nextIf(OLD)
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a proof: expected c2sp.org/tlog-proof@v1 or the old size in the first line")));
        return new GrowthProof(oldSize, lines.hashes(), SignedCheckpoint.parse(lines.rest()));
    }

    /** Whether the new checkpoint's log begins with all of the old one's. */
    public boolean proves(Checkpoint old) {
        Checkpoint grown = checkpoint.checkpoint();
        return old.origin().equals(grown.origin())
                && old.size() == oldSize
                && grown.size() >= oldSize
                && new ConsistencyProof(oldSize, grown.size(), path).proves(old.root(), grown.root());
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return OLD + oldSize + "\n" + ProofLines.text(path) + "\n" + checkpoint;
    }
}
