package io.draftgate.streams;

import io.draftgate.schemas.event.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Why a record became a dead letter, as Kafka Streams tells in its headers. Immutable.
 *
 * @param exception class of the exception
 * @param message of the exception
 * @param origin where the record stood; empty if the headers do not tell
 * @see <a href="https://cwiki.apache.org/confluence/x/HwviEQ">KIP-1034, headers of the dead-letter queue</a>
 */
public record DeadLetterCause(String exception, String message, Optional<SourcePosition> origin) {
    private static final String PREFIX = "__streams.errors.";

    /** Reads the headers of a dead letter; a stranger's letter may lack any of them. */
    public static DeadLetterCause of(Headers headers) {
        Optional<SourcePosition> origin = text(headers, "topic")
                .map(topic -> new SourcePosition(topic, (int) number(headers, "partition"), number(headers, "offset")));
        return new DeadLetterCause(
                text(headers, "exception").orElse("unknown failure"),
                text(headers, "message").orElse("no message"),
                origin);
    }

    /** Whether a header was put on by Kafka Streams, not by whoever wrote the record. */
    public static boolean isOwn(Header header) {
        return header.key().startsWith(PREFIX);
    }

    private static long number(Headers headers, String name) {
        try {
            return text(headers, name).map(Long::parseLong).orElse(-1L);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(PREFIX + name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
