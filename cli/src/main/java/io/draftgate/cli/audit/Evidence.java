package io.draftgate.cli.audit;

import io.draftgate.audit.ChainProblem;
import io.draftgate.audit.CheckpointProblem;
import io.draftgate.audit.checkpoint.Checkpoint;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.note.NoteVerifier;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a log is held against: checkpoints that somebody kept, and the keys that are trusted. Immutable.
 *
 * @param keys none: signatures are not checked
 */
public record Evidence(List<SignedCheckpoint> kept, List<NoteVerifier> keys) {
    /** Nothing: a log is only held against the checkpoints beside it, whoever signed them. */
    public static final Evidence NONE = new Evidence(List.of(), List.of());

    public Evidence {
        kept = List.copyOf(kept);
        keys = List.copyOf(keys);
    }

    /** The checkpoints of one chain among those that were kept, the forged ones sorted out. */
    List<Checkpoint> of(String chainName, Consumer<ChainProblem> problems) {
        return trusted(
                chainName,
                kept.stream()
                        .filter(each -> each.checkpoint().chainName().equals(chainName))
                        .toList(),
                problems);
    }

    /** Those of these checkpoints that a trusted key signed; the others are problems. */
    List<Checkpoint> trusted(String position, List<SignedCheckpoint> checkpoints, Consumer<ChainProblem> problems) {
        checkpoints.stream()
                .filter(each -> !isTrusted(each))
                .map(each -> new CheckpointProblem.Forged(position, reason(each)))
                .forEach(problems);
        return checkpoints.stream()
                .filter(this::isTrusted)
                .map(SignedCheckpoint::checkpoint)
                .toList();
    }

    private boolean isTrusted(SignedCheckpoint checkpoint) {
        return keys.isEmpty() || keys.stream().anyMatch(checkpoint::isSignedBy);
    }

    private String reason(SignedCheckpoint checkpoint) {
        String what = "the checkpoint of " + checkpoint.checkpoint().size() + " records by "
                + checkpoint.checkpoint().origin();
        return keys.stream().anyMatch(checkpoint::owns)
                ? what + " is not signed by the key of that name"
                : what + " is of another log than the keys that were given";
    }
}
