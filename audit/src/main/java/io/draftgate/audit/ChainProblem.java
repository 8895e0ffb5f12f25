package io.draftgate.audit;

import java.util.Optional;

/** Something that an untouched chain does not have. */
public sealed interface ChainProblem
        permits ChainProblem.OfDigests,
                ChainProblem.Missing,
                ChainProblem.OutOfOrder,
                ChainProblem.Repeated,
                ChainProblem.Unreadable,
                CheckpointProblem {

    /** A stable name of the kind of problem, e.g. {@code edited}. */
    String code();

    /** Where it was found, in the words in which the caller named the position. */
    String position();

    /** One line: what is wrong, where, expected and found. */
    String message();

    /** The digest that should be there, if the problem is one of digests. */
    default Optional<Digest> expected() {
        return Optional.empty();
    }

    /** The digest that is there, if the problem is one of digests. */
    default Optional<Digest> found() {
        return Optional.empty();
    }

    /** Something has another digest than it should have. */
    sealed interface OfDigests extends ChainProblem permits Edited, Replaced, WrongHead, CheckpointProblem.Forked {
        /** The digest that should be there. */
        Digest expectedDigest();

        /** The digest that is there. */
        Digest foundDigest();

        @Override
        default Optional<Digest> expected() {
            return Optional.of(expectedDigest());
        }

        @Override
        default Optional<Digest> found() {
            return Optional.of(foundDigest());
        }
    }

    /** The fields of a link are not those over which its digest was computed. */
    record Edited(String position, long index, Digest expectedDigest, Digest foundDigest) implements OfDigests {
        @Override
        public String code() {
            return "edited";
        }

        @Override
        public String message() {
            return position + ": record " + index + " was edited: its fields have the digest " + expectedDigest
                    + ", it claims " + foundDigest;
        }
    }

    /** A link is whole, but was appended to another predecessor: it or its predecessor was exchanged. */
    record Replaced(String position, long index, Digest expectedDigest, Digest foundDigest) implements OfDigests {
        @Override
        public String code() {
            return "replaced";
        }

        @Override
        public String message() {
            return position + ": record " + index + " does not follow the one before it, one of the two was replaced: "
                    + "expected previous digest " + expectedDigest + ", found " + foundDigest;
        }
    }

    /** The links {@code first} to {@code last} are nowhere; {@code position} is that of the link after them. */
    record Missing(String position, long first, long last) implements ChainProblem {
        @Override
        public String code() {
            return "missing";
        }

        @Override
        public String message() {
            String what = first == last ? "record " + first + " is" : "records " + first + " to " + last + " are";
            return position + ": " + what + " missing before this one";
        }
    }

    /** A link stands behind one that was appended after it. */
    record OutOfOrder(String position, long index, long expectedIndex) implements ChainProblem {
        @Override
        public String code() {
            return "out-of-order";
        }

        @Override
        public String message() {
            return position + ": record " + index + " was moved: expected record " + expectedIndex + " here";
        }
    }

    /** A link has an index that another one already had: it was duplicated, or one of the two was added. */
    record Repeated(String position, long index, long expectedIndex) implements ChainProblem {
        @Override
        public String code() {
            return "repeated";
        }

        @Override
        public String message() {
            return position + ": record " + index + " is there again, duplicated or added: expected record "
                    + expectedIndex + " here";
        }
    }

    /** Something that is no link at all. */
    record Unreadable(String position, String reason) implements ChainProblem {
        @Override
        public String code() {
            return "unreadable";
        }

        @Override
        public String message() {
            return position + ": not an audit record: " + reason;
        }
    }

    /** The chain does not end where its head was seen. */
    record WrongHead(String position, ChainHead expectedHead, ChainHead foundHead) implements OfDigests {
        @Override
        public String code() {
            return "wrong-head";
        }

        @Override
        public String message() {
            return position + ": the chain ends elsewhere: expected " + expectedHead.length() + " records and "
                    + expectedHead.digest() + ", found " + foundHead.length() + " and " + foundHead.digest();
        }

        @Override
        public Digest expectedDigest() {
            return expectedHead.digest();
        }

        @Override
        public Digest foundDigest() {
            return foundHead.digest();
        }
    }
}
