/**
 * What a text is before anything is measured on it: one canonical form ({@link
 * io.draftgate.detection.text.NormalisedText}) with the evidence of what had been hidden in it, and its words.
 */
@NullMarked
package io.draftgate.detection.text;

import org.jspecify.annotations.NullMarked;
