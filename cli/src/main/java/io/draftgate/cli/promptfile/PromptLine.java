package io.draftgate.cli.promptfile;

/** What one line of a prompt file turned out to be. */
public sealed interface PromptLine {

    /** Number of the line in the file, from 1. */
    int line();

    /** A prompt. */
    record Valid(int line, FilePrompt prompt) implements PromptLine {}

    /**
     * No prompt.
     *
     * @param file as the caller named it
     * @param id of the prompt, if the line was good enough to have one; else {@code line-<number>}
     * @param field that is wrong, or {@code line} if the line as a whole is
     * @param expectation what should be there, and what is
     */
    record Broken(String file, int line, String id, String field, String expectation) implements PromptLine {

        /** One line for people. */
        public String message() {
            return file + ":" + line + ": " + field + ": expected " + expectation;
        }
    }
}
