package io.draftgate.erasure;

/**
 * Something that only its subject's key opens. The arrays are the caller's: they are neither copied nor changed.
 *
 * @param keyId which key
 * @param nonce 12 bytes
 * @param ciphertext as long as what was sealed, and 16 bytes more
 */
public record Sealed(String keyId, byte[] nonce, byte[] ciphertext) {}
