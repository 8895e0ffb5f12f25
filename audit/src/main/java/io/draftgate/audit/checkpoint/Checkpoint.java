package io.draftgate.audit.checkpoint;

import io.draftgate.audit.Digest;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The state of a log at a size. Immutable.
 *
 * @param origin names the log, e.g. {@code example.org/drafts/audit.records-0}
 * @param size number of entries, at least 0
 * @param root Merkle tree hash of the entries
 */
public record Checkpoint(String origin, long size, Digest root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    public Checkpoint {
        if (origin.isEmpty() || origin.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("the origin of a checkpoint is '" + origin + "', expected one line");
        }
        if (size < 0) {
            throw new IllegalArgumentException("the size of a checkpoint is " + size + ", expected at least 0");
        }
    }

    /**
     * Reads the text of a checkpoint; lines after the third are somebody else's and are ignored.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !SIZE.matcher(lines[1]).matches()) {
            throw new IllegalArgumentException(
                    "not a checkpoint: expected three lines, the origin, the number of entries and the root in Base64");
        }
        try {
            return new Checkpoint(
                    lines[0],
                    Long.parseLong(lines[1]),
                    new Digest(Base64.getDecoder().decode(lines[2])));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a checkpoint: " + e.getMessage(), e);
        }
    }

    /** Origin, size and root in Base64, a line each. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n";
    }

    /** The last part of the origin: the chain that is meant, e.g. {@code audit.records-0}. */
    public String chainName() {
        return origin.substring(origin.lastIndexOf('/') + 1);
    }
}
