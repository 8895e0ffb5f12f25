/**
 * A model's tensors: what they are called, which shapes they have, where its files hold them.
 */
@NullMarked
package io.draftgate.gpt2.weights;

import org.jspecify.annotations.NullMarked;
