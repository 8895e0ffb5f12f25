@NullMarked
package io.draftgate.detection;

import org.jspecify.annotations.NullMarked;
