/**
 * Whether a text is, or nearly is, one that was seen before: digests, shingles and their min-hash sketch.
 */
@NullMarked
package io.draftgate.release.likeness;

import org.jspecify.annotations.NullMarked;
