/**
 * How long the parts take that run for every token or every prompt: drawing, looking at a distribution, reading a text, and a
 * step of the engine as a whole. Run by hand; docs/performance.md has the command and what it printed.
 */
@NullMarked
package io.draftgate.benchmarks;

import org.jspecify.annotations.NullMarked;
