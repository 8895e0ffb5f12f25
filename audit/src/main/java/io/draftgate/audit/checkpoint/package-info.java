/**
 * Checkpoints of a log in the form of C2SP tlog-checkpoint, and the verifier that holds a log against them. A hash chain alone
 * does not show that it was rewritten whole, cut at its end, or told differently to different people; a checkpoint that somebody
 * else kept does. Knows no Kafka.
 *
 * @see <a href="https://c2sp.org/tlog-checkpoint">C2SP tlog-checkpoint</a>
 */
@NullMarked
package io.draftgate.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
