package io.draftgate.index;

/**
 * How far one chain has been read. Immutable.
 *
 * @param partition of {@code audit.records}
 * @param nextOffset offset of the record that is read next
 * @param length links that were read
 * @param digest {@code sha256:<hex>} of the last link; empty if there is none
 */
public record ChainPosition(int partition, long nextOffset, long length, String digest) {}
