/**
 * Work that takes longer than a poll, inside Kafka Streams. A request is admitted into a changelogged in-flight store and
 * {@code process()} returns; an engine outside the stream thread works on it; what it reports comes back as a record on the
 * partition of the request, written by a plain idempotent producer. So every output transaction carries an input offset, which
 * is what fences a zombie under {@code exactly_once_v2}.
 *
 * <p>{@link io.draftgate.bridge.TaskBridge} is the side of a stream task, {@link io.draftgate.bridge.Dispatcher} the side of the
 * process; {@link io.draftgate.bridge.WorkEngine} is what a service plugs in.
 */
@NullMarked
package io.draftgate.bridge;

import org.jspecify.annotations.NullMarked;
