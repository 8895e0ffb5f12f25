package io.draftgate.gpt2.task;

import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.SamplingParameters;
import java.util.List;
import java.util.Optional;

/** What becomes of a prompt: it can be written, or the reason why not. */
public sealed interface Planned {

    /**
     * All values are settled and in range.
     *
     * @param prompt the text that the model is given; empty for an unconditional one
     * @param promptTokensDropped tokens that were cut off the front of a long prompt
     * @param completions texts to write, or choices to weigh
     * @param weighed what there is to choose from; empty if texts are to be written
     */
    record Ready(
            String prompt,
            List<Integer> promptTokenIds,
            int promptTokensDropped,
            SamplingParameters parameters,
            int completions,
            Optional<Weighed> weighed)
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
            var request = new GenerationRequest(id, promptTokenIds, parameters, completions, alone);
            return weighed.isEmpty() ? request : request.weighing(weighed.get().tokenIds());
        }

        /** All that whoever asks has the model read. */
        public String asked() {
            return weighed.map(choices -> choices.cloze().asked()).orElse(prompt);
        }
    }

    /**
     * Choices that are weighed.
     *
     * @param tokenIds of each choice and the rest of the text
     */
    record Weighed(Cloze cloze, List<List<Integer>> tokenIds) {
        public Weighed {
            tokenIds = tokenIds.stream().map(List::copyOf).toList();
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
