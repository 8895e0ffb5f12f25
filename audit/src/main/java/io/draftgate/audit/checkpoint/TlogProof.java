package io.draftgate.audit.checkpoint;

import io.draftgate.audit.Digest;
import io.draftgate.audit.merkle.InclusionProof;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The proof that an entry is in a log, complete in itself: C2SP tlog-proof. What it claims need not be true. Immutable.
 *
 * @param extra what the entry was made of, as far as it is told
 * @param index of the entry, from 0
 * @param path from the entry's sibling to the child of the root
 * @see <a href="https://c2sp.org/tlog-proof">C2SP tlog-proof</a>
 */
public record TlogProof(Optional<ByteBuffer> extra, long index, List<Digest> path, SignedCheckpoint checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    public TlogProof {
        extra = extra.map(ByteBuffer::asReadOnlyBuffer);
        path = List.copyOf(path);
    }

    /** Whether a text is meant to be such a proof. */
    public static boolean isOne(String text) {
        return text.startsWith(HEADER);
    }

    /**
     * Reads a proof.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static TlogProof parse(String text) {
        ProofLines lines = new ProofLines(text);
        if (!lines.next().equals(HEADER)) {
            throw new IllegalArgumentException("not a proof: expected " + HEADER + " in the first line");
        }
        Optional<ByteBuffer> extra = lines.nextIf(EXTRA)
                .map(base64 -> ByteBuffer.wrap(Base64.getDecoder().decode(base64)));
        long index = Long.parseLong(lines.nextIf(INDEX)
                .orElseThrow(
                        () -> new IllegalArgumentException("not a proof: expected a line that begins with index")));
        return new TlogProof(extra, index, lines.hashes(), SignedCheckpoint.parse(lines.rest()));
    }

    /** Whether the checkpoint's tree has this entry at the index; whether the right key signed it is another question. */
    public boolean proves(byte[] entry) {
        return index < checkpoint.checkpoint().size()
                && new InclusionProof(index, checkpoint.checkpoint().size(), path)
                        .proves(entry, checkpoint.checkpoint().root());
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        extra.ifPresent(bytes -> lines.add(EXTRA + base64(bytes)));
        lines.add(INDEX + index);
        return String.join("\n", lines) + "\n" + ProofLines.text(path) + "\n" + checkpoint;
    }

    private static String base64(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return Base64.getEncoder().encodeToString(copy);
    }
}
