/**
 * Makes of a model's tensors the numbers that a graph multiplies by: widened, padded, or rounded in the form that the kernels of this
 * machine keep their promises with.
 */
@NullMarked
package io.draftgate.gpt2.conversion;

import org.jspecify.annotations.NullMarked;
