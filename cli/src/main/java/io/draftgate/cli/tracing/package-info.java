/** Sends what the services tell of their steps to whoever collects traces, by OTLP over HTTP. */
@NullMarked
package io.draftgate.cli.tracing;

import org.jspecify.annotations.NullMarked;
