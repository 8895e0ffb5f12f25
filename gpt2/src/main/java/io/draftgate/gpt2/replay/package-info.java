/**
 * Proves that a draft was written by the model, the settings and the seed that it names, or refutes it: the draft is fed through
 * the model once, and every token must lie where its recorded random number points to in the distribution it was drawn from. That
 * is one pass over the whole draft; writing it takes one a token. Drafts of 8-bit models can also be read as they were written,
 * which leaves nothing to tolerate.
 *
 * <p>The measure is Token-DiFR's: how far each token is from the one that the reference draws with the same random number, taken
 * after the noise (here: in the cumulative distribution), clipped and averaged over the tokens. Tokens that differ because numbers
 * were rounded otherwise are told apart from others by a tolerance on log-probabilities; what a draft recorded of its own
 * log-probabilities is compared besides, and tells precisions apart.
 *
 * @see <a href="https://arxiv.org/abs/2511.20621">Karvonen et al. 2025, DiFR: Inference Verification Despite Nondeterminism</a>
 */
@NullMarked
package io.draftgate.gpt2.replay;

import org.jspecify.annotations.NullMarked;
