package io.draftgate.review;

import io.draftgate.index.DraftKey;
import java.util.Optional;
import java.util.function.Function;

/** Reads which draft a request is about. */
final class DraftParameter {
    private DraftParameter() {}

    /** @param value of a parameter by its name */
    static Optional<DraftKey> of(Function<String, Optional<String>> value) {
        Optional<String> tenant = value.apply("tenant");
        Optional<String> id = value.apply("id");
        Optional<Integer> completion = value.apply("completion").flatMap(DraftParameter::number);
        return id.isPresent() && completion.isPresent()
                ? Optional.of(new DraftKey(tenant.orElse(""), id.get(), completion.get()))
                : Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
