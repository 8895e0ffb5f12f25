/**
 * The hash chain behind the audit: opaque records, each bound by SHA-256 to the one before it, and a verifier that names what
 * was edited, removed, added, swapped or repeated. Knows bytes and digests, not Kafka and not what the records mean. A chain
 * proves that nothing changed after a head was seen by somebody else; a writer who forges everything from the start and
 * shows no earlier head to anybody is not caught by it.
 *
 * <p>The writer ({@link io.draftgate.audit.AuditChain}) and the verifier ({@link io.draftgate.audit.ChainVerifier}) share the
 * byte layout ({@link io.draftgate.audit.ChainFormat}) and nothing else.
 */
@NullMarked
package io.draftgate.audit;

import org.jspecify.annotations.NullMarked;
