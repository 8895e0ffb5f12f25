package io.draftgate.streams.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/** One step that has begun. Thread-safe. */
public final class Step {
    private final Span span;
    private final Headers headers;
    private final Instant from;

    Step(Span span, Headers headers, Instant from) {
        this.span = span;
        this.headers = headers;
        this.from = from;
    }

    /** For the records that it writes: this step is the parent of what they bring about. */
    public Headers headers() {
        return headers;
    }

    /** It is over. Of two clocks the later one may be behind: a step takes no less than no time. */
    public void end(Instant to) {
        span.end(to.isBefore(from) ? from : to);
    }

    /** It is over, and went wrong. */
    public void fail(Instant to) {
        span.setStatus(StatusCode.ERROR);
        end(to);
    }
}
