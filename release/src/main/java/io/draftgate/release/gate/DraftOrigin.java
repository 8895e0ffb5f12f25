package io.draftgate.release.gate;

/**
 * Where a draft comes from, as far as a gate asks.
 *
 * @param modelName the folder's name
 * @param modelDigest {@code sha256:<hex>}
 * @param task name of the task; empty when the prompt named none
 * @param tenant whose prompt it was
 */
public record DraftOrigin(String modelName, String modelDigest, String task, String tenant) {}
