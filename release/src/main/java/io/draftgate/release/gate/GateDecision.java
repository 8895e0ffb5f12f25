package io.draftgate.release.gate;

/**
 * What the release policy makes of a draft that would be published.
 *
 * @param code stable: {@code gate.<id>}, or {@code gate} where no rule covers the draft
 * @param text one sentence for people
 */
public record GateDecision(GateMode mode, String code, String text) {
    /** What every code begins with. */
    public static final String CODE = "gate";
}
