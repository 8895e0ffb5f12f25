/** How a service tells a monitoring system of itself: metrics in Prometheus' format, and whether it lives and is ready. */
@NullMarked
package io.draftgate.cli.metrics;

import org.jspecify.annotations.NullMarked;
