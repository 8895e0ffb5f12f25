package io.draftgate.erasure;

import java.time.Instant;

/** What became of a key. */
public sealed interface KeyState {
    /** It is there. */
    record Usable(SubjectKey key) implements KeyState {}

    /** It was destroyed: what it sealed is gone. */
    record Destroyed(Instant at) implements KeyState {}

    /** This keystore never had it. */
    record Unknown() implements KeyState {}
}
