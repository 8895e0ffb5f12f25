package io.draftgate.streams.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Tells of steps. Thread-safe. */
public final class Tracing {
    private static final String INSTRUMENTATION = "io.draftgate";
    private static final HeaderFields FIELDS = new HeaderFields();

    private final Optional<Tracer> tracer;

    private Tracing(Optional<Tracer> tracer) {
        this.tracer = tracer;
    }

    /** Tells nobody; headers go on as they came. */
    public static Tracing none() {
        return new Tracing(Optional.empty());
    }

    /** Tells who listens there. */
    public static Tracing of(OpenTelemetry telemetry) {
        return new Tracing(Optional.of(telemetry.getTracer(INSTRUMENTATION)));
    }

    /**
     * Begins a step.
     *
     * @param cause headers of the record that brings it about; without {@code traceparent} a trace begins here
     * @param attributes names and numbers, no text
     */
    public Step begin(String name, SpanKind kind, Headers cause, Instant from, Map<String, String> attributes) {
        if (tracer.isEmpty()) {
            return new Step(Span.getInvalid(), cause, from);
        }
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), cause, FIELDS);
        SpanBuilder builder = tracer.get()
                .spanBuilder(name)
                .setSpanKind(kind)
                .setParent(parent)
                .setStartTimestamp(from);
        attributes.forEach(builder::setAttribute);
        Span span = builder.startSpan();
        Headers headers = new RecordHeaders(cause);
        W3CTraceContextPropagator.getInstance().inject(parent.with(span), headers, FIELDS);
        return new Step(span, headers, from);
    }

    /**
     * Tells of a step that is over.
     *
     * @return headers of the cause, with this step as the parent of what follows
     */
    public Headers step(String name, Headers cause, Instant from, Instant to, Map<String, String> attributes) {
        Step step = begin(name, SpanKind.INTERNAL, cause, from, attributes);
        step.end(to);
        return step.headers();
    }
}
