/**
 * Acceptance sampling by attributes: {@link io.draftgate.release.sampling.PlanSearch} finds how many drafts to inspect
 * for given risks, {@link io.draftgate.release.sampling.OperatingCharacteristic} says what a plan accepts, {@link
 * io.draftgate.release.sampling.DrawnSample} draws the drafts so that anybody can draw them again.
 */
@NullMarked
package io.draftgate.release.sampling;

import org.jspecify.annotations.NullMarked;
