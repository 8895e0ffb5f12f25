package io.draftgate.cli.architecture.broken.gpt2.engine;

import io.draftgate.cli.architecture.broken.gpt2.graph.WithTheEngine;

/** A room of gpt2 that knows a room that knows it. */
public final class WithTheGraph {
    Class<?> forbidden = WithTheEngine.class;
}
