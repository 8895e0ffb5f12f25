/**
 * N-gram language models: interpolated Kneser-Ney, counted from text, packed into one table of four bytes an n-gram that
 * holds hashes and no text. Human, truncated and untruncated machine text and books each have a model of their own; what
 * they make of a passage, token by token, is told in moments.
 */
@NullMarked
package io.draftgate.detection.ngram;

import org.jspecify.annotations.NullMarked;
