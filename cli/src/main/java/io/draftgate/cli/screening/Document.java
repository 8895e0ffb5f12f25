package io.draftgate.cli.screening;

import java.util.Optional;

/** A text that is to be screened, or what is in the place of one. */
sealed interface Document {

    /** Names the document in the results. */
    String id();

    /**
     * A text.
     *
     * @param sender whose texts are judged together, where that is asked for and known
     */
    record Text(String id, String text, Optional<String> sender) implements Document {}

    /**
     * A line that is no document.
     *
     * @param where file and line
     * @param problem one line: what was expected, and what is there
     */
    record Broken(String id, String where, String problem) implements Document {}
}
