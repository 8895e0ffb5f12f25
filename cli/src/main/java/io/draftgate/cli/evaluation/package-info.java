/**
 * {@code draftgate evaluate}: the figures of the GPT-2 paper for any model, each beside the paper's own. Reads the data sets as they
 * are distributed, has the model judge or write, and counts. Trains nothing and fetches nothing.
 */
@NullMarked
package io.draftgate.cli.evaluation;

import org.jspecify.annotations.NullMarked;
