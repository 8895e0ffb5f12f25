package io.draftgate.cli.architecture.broken.schemas;

/** What others must not know. */
public final class Event {
    int field;
}
