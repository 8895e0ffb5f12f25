@NullMarked
package io.draftgate.detector;

import org.jspecify.annotations.NullMarked;
