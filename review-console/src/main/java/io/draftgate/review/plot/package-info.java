/** Plots as shapes with places, for a page to draw as SVG. Colours are the page's: light and dark are the same shapes. */
@NullMarked
package io.draftgate.review.plot;

import org.jspecify.annotations.NullMarked;
