package io.draftgate.gpt2.task;

import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.SamplingParameters;
import java.util.List;

/** What becomes of a prompt: it can be written, or the reason why not. */
public sealed interface Planned {

    /**
     * All values are settled and in range.
     *
     * @param prompt the text that the model is given; empty for an unconditional one
     * @param promptTokensDropped tokens that were cut off the front of a long prompt
     * @param completions texts to write
     */
    record Ready(
            String prompt,
            List<Integer> promptTokenIds,
            int promptTokensDropped,
            SamplingParameters parameters,
            int completions)
            implements Planned {

        public Ready {
            promptTokenIds = List.copyOf(promptTokenIds);
        }

        /**
         * The same for the engine.
         *
         * @param alone whether no other request may share the batch
         */
        public GenerationRequest request(String id, boolean alone) {
            return new GenerationRequest(id, promptTokenIds, parameters, completions, alone);
        }
    }

    /**
     * A value cannot be served.
     *
     * @param field as prompt files spell it
     * @param value what it held; of a text only its length
     * @param expectation range or condition, with an example
     */
    record Refused(String field, String value, String expectation) implements Planned {

        /** One line for people. */
        public String reason() {
            return field + " is " + value + ", expected " + expectation;
        }
    }
}
