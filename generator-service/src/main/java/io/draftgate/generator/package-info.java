@NullMarked
package io.draftgate.generator;

import org.jspecify.annotations.NullMarked;
