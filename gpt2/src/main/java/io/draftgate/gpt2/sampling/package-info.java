/**
 * How one token is drawn from the model's distribution. The recipe, in order:
 *
 * <ol>
 *   <li>Temperature 0 takes the likeliest token, ties to the lower id, and ends here.
 *   <li>Candidates are ordered by log-probability, highest first, ties to the lower id.
 *   <li>Top-k keeps the first k of them; 0 keeps all.
 *   <li>Each has the weight exp((log-probability - highest log-probability) / temperature), in double precision.
 *   <li>Top-p keeps the shortest row of first candidates whose weights sum to at least p times the sum of all kept so far. The
 *       candidate that crosses p stays (Holtzman et al. 2020; the sampler released with GPT-2 drops it). 1 keeps all.
 *   <li>A uniform number u in [0, 1) picks the first candidate at which the running sum of weights exceeds u times their total.
 * </ol>
 *
 * <p>u comes from {@link io.draftgate.gpt2.sampling.Philox}, a function of seed, completion index and position alone: the draw
 * does not depend on what is drawn beside it, and can be drawn again by whoever checks it. Other numbers in the same recipe
 * (penalties, min-p) belong between the steps. Knows no model and no request.
 */
@NullMarked
package io.draftgate.gpt2.sampling;

import org.jspecify.annotations.NullMarked;
