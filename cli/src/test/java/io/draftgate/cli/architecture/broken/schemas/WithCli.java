package io.draftgate.cli.architecture.broken.schemas;

import io.draftgate.cli.architecture.broken.cli.Command;

/** A module that knows the command line. */
public final class WithCli {
    Class<?> forbidden = Command.class;
}
