/** Commands that run the pipeline or speak to it: from one JVM that holds everything to single parts against any Kafka. */
@NullMarked
package io.draftgate.cli.pipeline;

import org.jspecify.annotations.NullMarked;
