/**
 * What a command says and to whom: results on standard output, as text or as JSON, everything else on standard error, and a
 * progress bar only where somebody watches. Commands never touch {@code System.out}.
 */
@NullMarked
package io.draftgate.cli.console;

import org.jspecify.annotations.NullMarked;
