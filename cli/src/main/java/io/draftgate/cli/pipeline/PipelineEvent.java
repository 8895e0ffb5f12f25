package io.draftgate.cli.pipeline;

import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.PromptRejected;
import io.draftgate.schemas.event.PromptUnfulfilled;

/** What comes out of the pipeline about a prompt. */
sealed interface PipelineEvent {
    /** The prompt that it is about. */
    PromptPosition prompt();

    /** A draft found its route. */
    record Screened(DraftScreened draft) implements PipelineEvent {
        @Override
        public PromptPosition prompt() {
            return PromptPosition.of(draft.getDraft().getSource());
        }
    }

    /** A prompt was not admitted. */
    record Rejected(PromptRejected rejection) implements PipelineEvent {
        @Override
        public PromptPosition prompt() {
            return PromptPosition.of(rejection.getPrompt());
        }
    }

    /** A prompt ended without a draft. */
    record Unfulfilled(PromptUnfulfilled end) implements PipelineEvent {
        @Override
        public PromptPosition prompt() {
            return PromptPosition.of(end.getPrompt());
        }
    }

    /** A prompt could not be read, or broke the generator. */
    record DeadLettered(PromptPosition prompt, String reason) implements PipelineEvent {}
}
