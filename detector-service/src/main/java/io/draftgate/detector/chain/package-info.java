/**
 * The one writer of the audit chain: an application of its own that reads every step the services tell of, and every dead
 * letter, and binds them into one hash chain a partition. Where it has a key, it signs checkpoints over the chain's Merkle tree: a
 * checkpoint MUST only cover records that are committed in its own transaction or were in an earlier one, and two checkpoints of
 * one chain MUST be consistent.
 */
@NullMarked
package io.draftgate.detector.chain;

import org.jspecify.annotations.NullMarked;
