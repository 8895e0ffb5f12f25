/**
 * How one token is drawn from the model's distribution. The recipe, in order:
 *
 * <ol>
 *   <li>The score of a token is its natural log-probability under the model, in 32 bits. What the next three steps make of it is
 *       computed in 64 bits and rounded to 32 once.
 *   <li>Logit bias is added; a bias of -100 forbids the token, and so does a minimum of tokens that is not reached (end-of-text
 *       and the stop tokens).
 *   <li>Repetition penalty r (Keskar et al. 2019, CTRL): the score of each token that prompt or completion hold is multiplied by
 *       r, or divided by it if the bias made it positive. The end-of-text token is spared. On log-probabilities, not on logits,
 *       whose origin is arbitrary: a probability p becomes p to the power of r.
 *   <li>Presence and frequency penalty (OpenAI): of each token that the completion holds c times, presence + c times frequency is
 *       taken from the score.
 *   <li>Temperature 0 takes the highest score, ties to the lower id, and ends here.
 *   <li>Candidates are ordered by score, highest first, ties to the lower id.
 *   <li>Top-k keeps the first k of them; 0 keeps all.
 *   <li>Each has the weight exp((score - highest score) / temperature), in double precision.
 *   <li>Top-p keeps the shortest row of first candidates whose weights sum to at least p times the sum of all kept so far. The
 *       candidate that crosses p stays (Holtzman et al. 2020; the sampler released with GPT-2 drops it, but for the first). 1
 *       keeps all.
 *   <li>Min-p keeps candidates of at least m times the weight of the first (Nguyen et al. 2024). 0 keeps all.
 *   <li>A uniform number u in [0, 1) picks the first candidate at which the running sum of weights exceeds u times their total.
 * </ol>
 *
 * <p>u comes from {@link io.draftgate.gpt2.sampling.Philox}, a function of seed, completion index and position alone: the draw
 * does not depend on what is drawn beside it, and can be drawn again by whoever checks it. Knows no model and no request.
 */
@NullMarked
package io.draftgate.gpt2.sampling;

import org.jspecify.annotations.NullMarked;
