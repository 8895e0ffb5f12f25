package io.draftgate.cli.architecture.broken.cli;

/** What nobody imports. */
public final class Command {
    int field;
}
