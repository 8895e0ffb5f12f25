/**
 * What can be counted on the surface of a text: how its vocabulary repeats and spreads, and which classes of words it
 * uses. Punctuation and the shape of sentences are left out on purpose: they tell collections apart, not people from
 * machines.
 */
@NullMarked
package io.draftgate.detection.surface;

import org.jspecify.annotations.NullMarked;
