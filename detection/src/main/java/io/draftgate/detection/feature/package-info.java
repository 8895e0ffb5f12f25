/**
 * What every room of features shares: the {@link io.draftgate.detection.feature.Passage} it reads, the {@link
 * io.draftgate.detection.feature.FeatureRoom} it is, and the moments in which series of figures are told.
 */
@NullMarked
package io.draftgate.detection.feature;

import org.jspecify.annotations.NullMarked;
