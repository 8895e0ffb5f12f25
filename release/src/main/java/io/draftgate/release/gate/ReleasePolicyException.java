package io.draftgate.release.gate;

import java.util.List;

/** A release policy that cannot be used, with everything that is wrong with it. */
public final class ReleasePolicyException extends RuntimeException {
    private final transient List<String> problems;

    ReleasePolicyException(String name, List<String> problems) {
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
