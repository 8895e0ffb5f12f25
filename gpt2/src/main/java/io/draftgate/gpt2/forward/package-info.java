/**
 * Runs the model over sequences in slots: the KV-cache, the tensors of a run, and what comes out of it. Knows tokens and slots, no
 * requests.
 */
@NullMarked
package io.draftgate.gpt2.forward;

import org.jspecify.annotations.NullMarked;
