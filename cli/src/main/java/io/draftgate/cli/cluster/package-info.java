/** Commands that create and check the topics of the catalogue in a Kafka cluster. */
@NullMarked
package io.draftgate.cli.cluster;

import org.jspecify.annotations.NullMarked;
