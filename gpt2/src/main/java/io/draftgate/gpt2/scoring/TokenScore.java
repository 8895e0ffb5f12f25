package io.draftgate.gpt2.scoring;

/**
 * One token of a text, as the model sees it given the tokens before.
 *
 * @param text the token decoded alone; a part of a UTF-8 character reads U+FFFD
 * @param logProbability natural logarithm, at most 0
 * @param rank 1 = the likeliest token; ties go to the lower id
 * @param entropy of the model's distribution at this place, in nats
 */
public record TokenScore(int id, String text, double logProbability, int rank, double entropy) {}
