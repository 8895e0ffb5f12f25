package io.draftgate.bridge;

/**
 * A work is known by where its request stands, not by its key: a key may be used again.
 *
 * @param partition of the request's topic, from 0
 * @param offset within the partition, from 0
 */
public record WorkId(int partition, long offset) {}
