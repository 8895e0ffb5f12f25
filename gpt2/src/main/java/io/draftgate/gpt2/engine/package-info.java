/**
 * Writes texts: {@link io.draftgate.gpt2.engine.Engine} takes requests, a scheduler thread advances all sequences together, in one of two
 * back ends behind one interface.
 */
@NullMarked
package io.draftgate.gpt2.engine;

import org.jspecify.annotations.NullMarked;
