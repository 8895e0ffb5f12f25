/**
 * The Merkle tree over a log: RFC 6962 hashing (RFC 9162 keeps it), a compact range that the writer carries along, a reader that
 * sees every subtree as it is completed, and inclusion and consistency proofs. All memory is logarithmic in the size of the log.
 *
 * <p>The writer ({@link io.draftgate.audit.merkle.Frontier}) and the reader ({@link io.draftgate.audit.merkle.TreeReader}) share
 * the three hashes of {@link io.draftgate.audit.merkle.TreeHash} and nothing else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9162#section-2.1">RFC 9162, section 2.1</a>
 */
@NullMarked
package io.draftgate.audit.merkle;

import org.jspecify.annotations.NullMarked;
