@NullMarked
package io.draftgate.bridge;

import org.jspecify.annotations.NullMarked;
