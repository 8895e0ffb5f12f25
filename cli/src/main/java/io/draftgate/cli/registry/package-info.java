/** Topics for tools that ask a schema registry: {@code draftgate schemas register} and {@code bridge}. */
@NullMarked
package io.draftgate.cli.registry;

import org.jspecify.annotations.NullMarked;
