package io.draftgate.gpt2.task;

import io.draftgate.gpt2.InvalidFieldException;
import java.util.Arrays;

/** What becomes of a prompt that leaves no room in the context for what is to be written. */
public enum LongPrompt {
    /** It is refused. */
    REJECT("reject"),
    /** Its last tokens are kept, as many as leave room for {@code maxTokens}; how many were dropped is recorded. */
    KEEP_LAST("keepLast");

    private final String choice;

    LongPrompt(String choice) {
        this.choice = choice;
    }

    /** The name as prompt files spell it. */
    public String choice() {
        return choice;
    }

    static LongPrompt named(String name) {
        return Arrays.stream(values())
                .filter(known -> known.choice.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException("longPrompt", name, "reject or keepLast"));
    }
}
