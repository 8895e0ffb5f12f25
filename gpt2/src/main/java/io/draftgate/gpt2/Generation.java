package io.draftgate.gpt2;

import java.time.Duration;
import java.util.List;

/**
 * All completions of one request, and where the time went. Immutable.
 *
 * @param completions in the order of their index
 * @param queued from submission to the first slot
 * @param prefill spent reading the prompt
 * @param decode from the first token to the end of the last completion
 */
public record Generation(String id, List<Completion> completions, Duration queued, Duration prefill, Duration decode) {

    public Generation {
        completions = List.copyOf(completions);
    }
}
