package io.draftgate.gpt2.task;

import java.util.List;

/** Task files cannot be used; the message is one line and names every problem. */
public final class TaskFormatException extends RuntimeException {

    TaskFormatException(List<String> problems) {
        super(String.join("; ", problems));
    }
}
