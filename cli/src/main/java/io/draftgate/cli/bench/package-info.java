/**
 * How fast this machine writes with a model, beside what the machine could do at all. Everything is measured through the
 * engine's public face, as a user meets it: real requests, real sampling; nothing is switched off for the clock.
 */
@NullMarked
package io.draftgate.cli.bench;

import org.jspecify.annotations.NullMarked;
