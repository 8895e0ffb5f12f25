/**
 * What all commands have in common: the options that every one takes, the exit codes, the log file, and the one place where
 * whatever went wrong becomes a line of text, a code and a next step. A command is a subclass of {@link
 * io.draftgate.cli.command.DraftgateCommand}.
 */
@NullMarked
package io.draftgate.cli.command;

import org.jspecify.annotations.NullMarked;
