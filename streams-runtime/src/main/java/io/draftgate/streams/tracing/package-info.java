/**
 * The way of a prompt as an OpenTelemetry trace: each step of each service is a span, and the header {@code traceparent} of a
 * record names the step that wrote it. Spans hold names and numbers, never a text. A step that is done again, because its
 * transaction was aborted, is told again.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
@NullMarked
package io.draftgate.streams.tracing;

import org.jspecify.annotations.NullMarked;
