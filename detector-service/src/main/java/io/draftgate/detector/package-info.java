/**
 * Generations and documents in; screened and routed out. {@link io.draftgate.detector.DetectorService} is the service; {@code
 * DetectorTopology} draws the way of a record, {@code DraftScreening} judges it. The audit chain, which runs beside it as an
 * application of its own, lives in {@code io.draftgate.detector.chain}.
 */
@NullMarked
package io.draftgate.detector;

import org.jspecify.annotations.NullMarked;
