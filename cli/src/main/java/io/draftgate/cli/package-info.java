/**
 * The {@code draftgate} command: the tree of its sub-commands, the way into the JVM and the way out of it. What the commands
 * share is in {@code command} and {@code console}; each family of commands has a package of its own. Nothing imports this.
 */
@NullMarked
package io.draftgate.cli;

import org.jspecify.annotations.NullMarked;
