package io.draftgate.cli.evaluation;

import java.io.IOException;

/** A file holds something else than its data set does: one line that names file, line, what there is and what is expected. */
final class DataFormatException extends IOException {

    DataFormatException(String where, String found, String expected) {
        super(where + ": got " + found + ", expected " + expected);
    }
}
