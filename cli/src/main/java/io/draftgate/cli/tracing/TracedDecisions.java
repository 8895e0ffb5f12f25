package io.draftgate.cli.tracing;

import io.draftgate.review.DecisionObserver;
import io.draftgate.streams.tracing.Step;
import io.draftgate.streams.tracing.Tracing;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The decisions of the review console, each of which begins a trace. Immutable, thread-safe. */
public record TracedDecisions(Tracing tracing) implements DecisionObserver {
    @Override
    public Sending begun(String topic, Instant from) {
        Step step = tracing.begin(
                "submit",
                SpanKind.PRODUCER,
                new RecordHeaders(),
                from,
                Map.of("messaging.system", "kafka", "messaging.destination.name", topic));
        return new Sending() {
            @Override
            public Headers headers() {
                return step.headers();
            }

            @Override
            public void ended(Instant to, boolean isDurable) {
                if (isDurable) {
                    step.end(to);
                } else {
                    step.fail(to);
                }
            }
        };
    }
}
