package io.draftgate.detection;

/**
 * Why something was decided.
 *
 * @param code stable, lower-case with hyphens, e.g. {@code too-short}
 * @param text one line for people
 */
public record Reason(String code, String text) {

    public Reason {
        if (code.isBlank()) {
            throw new IllegalArgumentException("code is blank, expected e.g. 'too-short'");
        }
    }
}
