/**
 * GPT-2's byte-level byte-pair encoding: text to token ids and back. {@link io.draftgate.gpt2.tokenizer.TokenizerReader} reads the
 * vocabulary and the merges, {@link io.draftgate.gpt2.tokenizer.BytePairEncoding} applies them.
 */
@NullMarked
package io.draftgate.gpt2.tokenizer;

import org.jspecify.annotations.NullMarked;
