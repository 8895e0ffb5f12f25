package io.draftgate.generator;

import io.draftgate.schemas.event.PromptSubmitted;

/** Whether a prompt may take a place in the queue. */
sealed interface Admission {
    /**
     * It may.
     *
     * @param cost tokens that it may take at most, prompt and completions
     */
    record Accepted(PromptSubmitted prompt, long cost) implements Admission {}

    /**
     * It may not, and why.
     *
     * @param field which field is wrong
     * @param value what it held, shortened
     * @param reason {@link #INVALID}, {@link #DUPLICATE} or {@link #POLICY}
     * @param expectation what would have been accepted
     */
    record Rejected(String field, String value, String reason, String expectation) implements Admission {
        static final String INVALID = "invalid";
        static final String DUPLICATE = "duplicate";
        static final String POLICY = "policy";

        /** Values longer than this say nothing more to a person. */
        private static final int SHOWN = 80;

        public Rejected {
            if (value.length() > SHOWN) {
                value = value.substring(0, SHOWN) + "… (" + value.length() + " characters)";
            }
        }

        static Rejected invalid(String field, Object value, String expectation) {
            return new Rejected(field, String.valueOf(value), INVALID, expectation);
        }

        /** One line for people. */
        String summary() {
            return field + ": " + reason + ", got '" + value + "', expected " + expectation;
        }
    }
}
