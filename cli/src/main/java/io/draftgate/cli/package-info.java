@NullMarked
package io.draftgate.cli;

import org.jspecify.annotations.NullMarked;
