/**
 * A GPT-2 to work with: {@link io.draftgate.gpt2.model.Gpt2} opens it, {@link io.draftgate.gpt2.model.WeightCache} keeps what had to be
 * converted of it, {@link io.draftgate.gpt2.model.RandomWeights} writes one that talks noise.
 */
@NullMarked
package io.draftgate.gpt2.model;

import org.jspecify.annotations.NullMarked;
