package io.draftgate.cli.architecture.broken.generator;

import io.draftgate.cli.architecture.broken.broker.Broker;

/** A service that starts its own broker. */
public final class WithABroker {
    Class<?> forbidden = Broker.class;
}
