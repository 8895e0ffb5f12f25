package io.draftgate.detection.policy;

import java.util.List;

/** A policy file that cannot be used, with everything that is wrong with it. */
public final class PolicyFormatException extends RuntimeException {

    private final transient List<String> problems;

    public PolicyFormatException(String name, List<String> problems) {
        super(name + ": "
                + (problems.size() == 1
                        ? problems.get(0)
                        : problems.size() + " problems: " + String.join("; ", problems)));
        this.problems = List.copyOf(problems);
    }

    /** One line each, in file order: where, what was got, what was expected. */
    public List<String> problems() {
        return problems;
    }
}
