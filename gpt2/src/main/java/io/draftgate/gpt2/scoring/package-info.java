/**
 * Reads texts that are there: how likely was each token? {@link io.draftgate.gpt2.scoring.TokenScorer} takes texts of any length, {@link
 * io.draftgate.gpt2.scoring.BatchScorer} many short ones, {@link io.draftgate.gpt2.scoring.SequenceReader} shows whole distributions.
 */
@NullMarked
package io.draftgate.gpt2.scoring;

import org.jspecify.annotations.NullMarked;
