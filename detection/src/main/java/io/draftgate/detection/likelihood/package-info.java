/**
 * A language model's own view of a text: how likely it found each token, how high it ranked it and how unsure it was.
 * Strong where the model is the one that wrote the text (white-box), weak elsewhere.
 */
@NullMarked
package io.draftgate.detection.likelihood;

import org.jspecify.annotations.NullMarked;
