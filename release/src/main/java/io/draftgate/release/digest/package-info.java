/** Digests of bytes and texts, written in the one way that policies, cards, samples and fingerprints share. */
@NullMarked
package io.draftgate.release.digest;

import org.jspecify.annotations.NullMarked;
