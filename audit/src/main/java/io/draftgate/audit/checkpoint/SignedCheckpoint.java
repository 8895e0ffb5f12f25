package io.draftgate.audit.checkpoint;

import io.draftgate.audit.note.NoteSigner;
import io.draftgate.audit.note.NoteVerifier;
import io.draftgate.audit.note.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A checkpoint and what claims to be its signatures. Immutable. */
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {
    /** Lines with text, an empty line, and the lines of the signatures, if there are any. */
    private static final Pattern ONE = Pattern.compile("((?:[^\\n]+\\n)+)\\n((?:\u2014 [^\\n]+\\n)*)\\n*");

    /**
     * Signs the state of a log under the log's own name.
     *
     * @param key signs as {@code checkpoint.origin()}, whatever its name
     */
    public static SignedCheckpoint sign(Checkpoint checkpoint, NoteSigner key) {
        return new SignedCheckpoint(checkpoint, key.named(checkpoint.origin()).sign(checkpoint.text()));
    }

    /**
     * Reads one checkpoint.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SignedCheckpoint parse(String text) {
        SignedNote note = SignedNote.parse(text);
        return new SignedCheckpoint(Checkpoint.parse(note.text()), note);
    }

    /**
     * Reads checkpoints that stand one behind the other, as {@code cat} leaves them.
     *
     * @throws IllegalArgumentException if there is anything else among them, or nothing at all
     */
    public static List<SignedCheckpoint> parseAll(String text) {
        List<SignedCheckpoint> checkpoints = new ArrayList<>();
        String normal = text.replace("\r\n", "\n").strip() + "\n\n";
        Matcher one = ONE.matcher(normal);
        int at = 0;
        while (one.find() && one.start() == at) {
            checkpoints.add(parse(one.group(1) + "\n" + one.group(2)));
            at = one.end();
        }
        if (checkpoints.isEmpty() || at < normal.length()) {
            throw new IllegalArgumentException("not a checkpoint: expected three lines, an empty line and signatures");
        }
        return checkpoints;
    }

    /**
     * Whether the log's key signed it.
     *
     * @param key bears the origin as its name, or the part of it before the name of the chain
     */
    public boolean isSignedBy(NoteVerifier key) {
        return owns(key) && note.isSignedBy(key.named(checkpoint.origin()));
    }

    /** Whether a key is, by its name, that of this log. */
    public boolean owns(NoteVerifier key) {
        return checkpoint.origin().equals(key.name())
                || checkpoint.origin().equals(key.name() + "/" + checkpoint.chainName());
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return note.toString();
    }
}
