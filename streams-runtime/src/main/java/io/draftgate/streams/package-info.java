/**
 * How a service runs as a Kafka Streams application: its settings, the topics it needs, its dead-letter queue and its lifecycle.
 * Knows nothing of prompts or drafts.
 */
@NullMarked
package io.draftgate.streams;

import org.jspecify.annotations.NullMarked;
