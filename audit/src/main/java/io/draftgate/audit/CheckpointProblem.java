package io.draftgate.audit;

/** What a checkpoint that somebody kept shows of a chain that is whole in itself. */
public sealed interface CheckpointProblem extends ChainProblem {

    /** The records up to a checkpoint are not those that were there when it was signed: the chain was rewritten, or there are two. */
    record Forked(String position, long size, Digest expectedDigest, Digest foundDigest)
            implements CheckpointProblem, ChainProblem.OfDigests {
        @Override
        public String code() {
            return "forked";
        }

        @Override
        public String message() {
            return position + ": the first " + size
                    + " records are not those of the checkpoint, the chain was rewritten" + " or forked: expected root "
                    + expectedDigest + ", found " + foundDigest;
        }
    }

    /** The chain is shorter than it was when a checkpoint was signed. */
    record Truncated(String position, long expectedSize, long foundSize) implements CheckpointProblem {
        @Override
        public String code() {
            return "truncated";
        }

        @Override
        public String message() {
            return position + ": records were cut off the end: expected " + expectedSize
                    + " at least, as the checkpoint says, found " + foundSize;
        }
    }

    /** A checkpoint that the key of the log did not sign, or that does not say what a checkpoint says. */
    record Forged(String position, String reason) implements CheckpointProblem {
        @Override
        public String code() {
            return "forged-checkpoint";
        }

        @Override
        public String message() {
            return position + ": not a checkpoint of this log: " + reason;
        }
    }
}
