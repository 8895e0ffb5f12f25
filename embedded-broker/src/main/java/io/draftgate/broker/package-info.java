/**
 * A Kafka broker and its KRaft controller inside this JVM, for the demo, for batches without a cluster, and for tests. The
 * only package of Draftgate that touches Kafka's server classes; everybody else talks to the broker through a client. One
 * node, replication factor 1: what it keeps is as safe as the disk it lies on.
 */
@NullMarked
package io.draftgate.broker;

import org.jspecify.annotations.NullMarked;
