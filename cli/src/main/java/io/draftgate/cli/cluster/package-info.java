/**
 * Commands that speak to a Kafka cluster, and what they share: the options that name it, a connection that answers at once
 * whether anybody is there, and the topics of the catalogue as they are and as they should be.
 */
@NullMarked
package io.draftgate.cli.cluster;

import org.jspecify.annotations.NullMarked;
