package io.draftgate.cli.deadletter;

import io.draftgate.cli.command.CommandException;
import io.draftgate.schemas.event.SourcePosition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dead letter is known by where it stands.
 *
 * @param topic full name of the dead-letter topic
 * @param partition from 0
 * @param offset from 0
 */
record LetterId(String topic, int partition, long offset) implements Comparable<LetterId> {
    private static final Pattern TEXT = Pattern.compile("(.+)-(\\d{1,9})@(\\d{1,18})");

    /**
     * Reads {@code topic-partition@offset}.
     *
     * @throws CommandException if it is something else
     */
    static LetterId parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw CommandException.usage(
                    "'" + text + "' is no id of a dead letter, expected e.g. generator.dlq-0@17",
                    "See 'draftgate dlq list'");
        }
        return new LetterId(matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    static LetterId of(SourcePosition position) {
        return new LetterId(position.getTopic(), position.getPartition(), position.getOffset());
    }

    SourcePosition position() {
        return new SourcePosition(topic, partition, offset);
    }

    @Override
    public int compareTo(LetterId other) {
        int byTopic = topic.compareTo(other.topic);
        int byPartition = byTopic == 0 ? Integer.compare(partition, other.partition) : byTopic;
        return byPartition == 0 ? Long.compare(offset, other.offset) : byPartition;
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
