package io.draftgate.cli.jsonlines;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One line that is not blank. */
public sealed interface JsonLine {

    /** Number of the line in the file, from 1; blank lines count. */
    int number();

    /** A JSON object. */
    record Parsed(int number, ObjectNode object) implements JsonLine {}

    /**
     * Anything else.
     *
     * @param expectation what should be there, and what is: one line
     */
    record Faulty(int number, String expectation) implements JsonLine {}
}
