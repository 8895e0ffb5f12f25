@NullMarked
package io.draftgate.schemas;

import org.jspecify.annotations.NullMarked;
