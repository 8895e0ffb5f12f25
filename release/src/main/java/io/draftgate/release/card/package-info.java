/**
 * Model cards with the fields of Mitchell et al. 2019, and whether one is complete.
 */
@NullMarked
package io.draftgate.release.card;

import org.jspecify.annotations.NullMarked;
