package io.draftgate.cli.promptfile;

import io.draftgate.gpt2.task.PromptSettings;
import io.draftgate.schemas.event.Priority;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A prompt as its author wrote it: what is empty was not said. Immutable.
 *
 * @param id unique within the tenant
 * @param settings text, task and sampling, unchecked; the name of the task has hyphens
 * @param priority lane
 * @param metadata everything the format does not know, as text; travels with the draft
 */
public record FilePrompt(
        String id,
        PromptSettings settings,
        Optional<String> tenant,
        Optional<String> requestedBy,
        Optional<Priority> priority,
        OptionalLong deadlineMillis,
        Map<String, String> metadata) {

    /** Copies the metadata. */
    public FilePrompt {
        metadata = Map.copyOf(metadata);
    }
}
