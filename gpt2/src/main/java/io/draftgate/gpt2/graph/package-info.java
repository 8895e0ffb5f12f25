/**
 * GPT-2 as ONNX graphs, built in Java from the shape of a model: one step, or a loop of steps that draws its own tokens. Nothing is
 * computed here.
 */
@NullMarked
package io.draftgate.gpt2.graph;

import org.jspecify.annotations.NullMarked;
