/**
 * One configuration for all services: a YAML file, the environment and the command line. The options of the commands are the
 * typed configuration; a file says them by service, so nothing is declared twice. What is set reaches a command as arguments
 * before those that were typed, never as arguments of the process.
 */
@NullMarked
package io.draftgate.cli.configuration;

import org.jspecify.annotations.NullMarked;
