/**
 * Fault drills: the pipeline as real processes on one machine, which are killed or frozen while prompts are in flight, and an
 * account of what became of every prompt.
 */
@NullMarked
package io.draftgate.cli.drill;

import org.jspecify.annotations.NullMarked;
