/**
 * GPT-2 on the JVM: {@link io.draftgate.gpt2.model.Gpt2} opens a model, {@link io.draftgate.gpt2.Engine} writes with it, {@link
 * io.draftgate.gpt2.scoring.TokenScorer} reads with it. The graph is built in Java and run by ONNX Runtime; no Kafka, no Avro and no
 * HTTP here, and no opinion on what may be published.
 */
@NullMarked
package io.draftgate.gpt2;

import org.jspecify.annotations.NullMarked;
