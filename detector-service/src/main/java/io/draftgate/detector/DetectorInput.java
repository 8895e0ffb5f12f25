package io.draftgate.detector;

import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.ReviewDecided;
import org.jspecify.annotations.Nullable;

/** What reaches the screening of drafts, by the topic it came from. A tombstone is an event without content. */
sealed interface DetectorInput {
    /** A draft to be screened. */
    record Generated(@Nullable DraftGenerated draft) implements DetectorInput {}

    /** A reviewer's word about a draft in review. */
    record Decided(@Nullable ReviewDecided decision) implements DetectorInput {}
}
