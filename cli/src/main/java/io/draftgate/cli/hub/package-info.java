/**
 * Models from the Hugging Face hub, or a mirror of it: downloading them piece by piece, checking them, and the cache folder in
 * which a model is either complete or not there. Knows how the hub's addresses and headers look; what is in the files is the
 * business of {@code gpt2}.
 *
 * @see <a href="https://huggingface.co/docs/hub/models-downloading">Downloading models</a>
 */
@NullMarked
package io.draftgate.cli.hub;

import org.jspecify.annotations.NullMarked;
