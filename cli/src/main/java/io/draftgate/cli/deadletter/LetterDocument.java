package io.draftgate.cli.deadletter;

import io.draftgate.schemas.event.DeadLetterSettled;
import io.draftgate.schemas.event.Settlement;
import io.draftgate.schemas.event.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is printed.
 *
 * @param key what it is about, {@code tenant/id}
 * @param originTopic where it stood; null if unknown, as are partition and offset
 * @param valueBytes size of the value; -1 for a tombstone
 * @param settlement how it was worked off; null while it waits, as are the three after it
 */
record LetterDocument(
        String id,
        String at,
        String key,
        String exception,
        String message,
        @Nullable String originTopic,
        @Nullable Integer originPartition,
        @Nullable Long originOffset,
        int valueBytes,
        @Nullable String settlement,
        @Nullable String settledBy,
        @Nullable String reason,
        @Nullable String settledAt) {

    static LetterDocument of(DeadLetter letter) {
        @Nullable SourcePosition origin = letter.cause().origin().orElse(null);
        DeadLetterSettled settled = letter.settled();
        return new LetterDocument(
                letter.id().toString(),
                letter.at().toString(),
                letter.key().text(),
                letter.cause().exception(),
                letter.cause().message(),
                origin == null ? null : origin.getTopic(),
                origin == null ? null : origin.getPartition(),
                origin == null ? null : origin.getOffset(),
                letter.record().value() == null ? -1 : letter.record().value().length,
                settled == null ? null : words(settled.getSettlement()),
                settled == null ? null : settled.getSettledBy(),
                settled == null ? null : settled.getReason(),
                settled == null ? null : settled.getSettledAt().toString());
    }

    static String words(Settlement settlement) {
        return switch (settlement) {
            case REDRIVEN -> "redriven";
            case DROPPED -> "dropped";
        };
    }

    /** One line for people. */
    String text() {
        String origin = originTopic == null
                ? "of unknown origin"
                : "from " + originTopic + "-" + originPartition + "@" + originOffset;
        String state = settlement == null ? "" : "  [" + settlement + " by " + settledBy + "]";
        String name = exception.substring(exception.lastIndexOf('.') + 1);
        return id + "  " + at + "  " + key + "  " + origin + "  " + name + ": "
                + message.lines().findFirst().orElse("") + state;
    }
}
