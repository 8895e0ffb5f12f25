package io.draftgate.cli.architecture.broken.gpt2.graph;

import io.draftgate.cli.architecture.broken.gpt2.engine.WithTheGraph;

/** A room of gpt2 that knows a room that knows it. */
public final class WithTheEngine {
    Class<?> forbidden = WithTheGraph.class;
}
