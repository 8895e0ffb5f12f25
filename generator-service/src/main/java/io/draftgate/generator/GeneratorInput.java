package io.draftgate.generator;

import io.draftgate.schemas.event.PromptCancelled;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.WorkReported;
import org.jspecify.annotations.Nullable;

/** What reaches the generator, by the topic it came from. A tombstone is an event without content. */
sealed interface GeneratorInput {
    /** A request for drafts. */
    record Submitted(@Nullable PromptSubmitted prompt) implements GeneratorInput {}

    /** A wish that a prompt be stopped. */
    record Cancelled(@Nullable PromptCancelled cancellation) implements GeneratorInput {}

    /** What a worker says of a prompt in flight. */
    record Reported(@Nullable WorkReported report) implements GeneratorInput {}
}
