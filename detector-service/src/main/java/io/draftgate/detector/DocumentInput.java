package io.draftgate.detector;

import io.draftgate.schemas.event.DocumentReceived;
import io.draftgate.schemas.event.WorkReported;
import org.jspecify.annotations.Nullable;

/** What reaches the screening of documents, by the topic it came from. A tombstone is an event without content. */
sealed interface DocumentInput {
    /** A text from outside. */
    record Received(@Nullable DocumentReceived document) implements DocumentInput {}

    /** What a detector says of a document in flight. */
    record Reported(@Nullable WorkReported report) implements DocumentInput {}
}
