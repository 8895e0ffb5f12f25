package io.draftgate.release.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys with which reviewers sign what they found, each good for one name. Immutable, thread-safe. */
public final class ReviewerKeys {
    private final Map<String, VerifyingKeys> byName;

    private ReviewerKeys(Map<String, VerifyingKeys> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** Nobody is believed. */
    public static ReviewerKeys none() {
        return new ReviewerKeys(Map.of());
    }

    /**
     * Reads a public key in PEM for each reviewer.
     *
     * @param files by the reviewer's name
     * @throws IllegalArgumentException if a file holds no key
     */
    public static ReviewerKeys read(Map<String, Path> files) throws IOException {
        Map<String, VerifyingKeys> byName = new HashMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            byName.put(file.getKey(), VerifyingKeys.read(List.of(file.getValue())));
        }
        return new ReviewerKeys(byName);
    }

    /** Whether nobody is believed. */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /**
     * Whether the reviewer whom an inspection names signed it.
     *
     * @param signer id of the key
     * @param json the inspection as it was signed
     */
    public boolean verify(Statement.Inspection inspection, String signer, String json, byte[] signed) {
        return byName.getOrDefault(inspection.reviewer(), VerifyingKeys.none()).verify(signer, json, signed);
    }
}
