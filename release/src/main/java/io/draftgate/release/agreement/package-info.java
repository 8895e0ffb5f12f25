/**
 * How far reviewers agree beyond chance: Cohen's kappa for two, Krippendorff's alpha for any number, with gaps.
 */
@NullMarked
package io.draftgate.release.agreement;

import org.jspecify.annotations.NullMarked;
