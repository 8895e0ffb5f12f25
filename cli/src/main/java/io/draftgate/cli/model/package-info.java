/**
 * Commands that work with a GPT-2 alone, without Kafka: write texts, score texts, and pull, look at, check or make the folder of a model.
 */
@NullMarked
package io.draftgate.cli.model;

import org.jspecify.annotations.NullMarked;
