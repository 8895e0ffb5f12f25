package io.draftgate.cli.architecture.broken.broker;

/** What only the command line may start. */
public final class Broker {
    int field;
}
