/**
 * The safetensors format: a header in JSON that names tensors, then their bytes. Reads with suspicion, since model files come
 * from anywhere: nothing is allocated that the file's size does not justify. Knows no model; 8-bit and integer tensors are
 * listed, not converted.
 *
 * @see <a href="https://huggingface.co/docs/safetensors/index#format">the format</a>
 */
@NullMarked
package io.draftgate.gpt2.safetensors;

import org.jspecify.annotations.NullMarked;
