/**
 * The one writer of the audit chain: an application of its own that reads every step the services tell of, and every dead
 * letter, and binds them into one hash chain a partition.
 */
@NullMarked
package io.draftgate.detector.chain;

import org.jspecify.annotations.NullMarked;
