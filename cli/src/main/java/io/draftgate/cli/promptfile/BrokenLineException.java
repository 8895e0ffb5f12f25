package io.draftgate.cli.promptfile;

/** Ends the reading of a line at its first fault; never leaves this package. */
final class BrokenLineException extends Exception {

    private final String field;
    private final String expectation;

    BrokenLineException(String field, String expectation) {
        super(field + ": expected " + expectation, null, false, false);
        this.field = field;
        this.expectation = expectation;
    }

    PromptLine.Broken at(String file, int line, String id) {
        return new PromptLine.Broken(file, line, id, field, expectation);
    }
}
