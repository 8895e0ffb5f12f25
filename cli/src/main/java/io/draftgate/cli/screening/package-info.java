/** Commands around the detector: screen texts from outside, train a detector, and measure what one is worth. */
@NullMarked
package io.draftgate.cli.screening;

import org.jspecify.annotations.NullMarked;
