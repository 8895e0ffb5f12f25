/**
 * GPT-2 on the JVM, and the words in which people talk with it: requests and what becomes of them, parameters, options, and how
 * values, models and devices are refused. This package knows no other; each other one is a room that stands on it:
 *
 * <ul>
 *   <li>to use: {@code model} opens a GPT-2, {@code engine} writes with it, {@code scoring} reads with it, {@code tokenizer} cuts
 *       texts into tokens, {@code sampling} draws one, {@code task} makes requests of prompts, {@code replay} draws again what was
 *       drawn, {@code profile} measures;
 *   <li>inside: {@code folder} finds a model's files, {@code safetensors} and {@code weights} read what they hold, {@code graph} says
 *       in ONNX what GPT-2 computes, {@code runtime} runs it, {@code conversion} rounds the weights for it, {@code forward} feeds it
 *       sequences and keeps their keys and values.
 * </ul>
 *
 * <p>The graph is built in Java and run by ONNX Runtime; no Kafka, no Avro and no HTTP here, and no opinion on what may be published.
 */
@NullMarked
package io.draftgate.gpt2;

import org.jspecify.annotations.NullMarked;
