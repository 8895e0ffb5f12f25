package io.draftgate.cli.architecture.broken.detection;

import io.draftgate.cli.architecture.broken.gpt2.graph.WithTheEngine;

/** Detection that uses what is inside gpt2. */
public final class WithAGraph {
    Class<?> forbidden = WithTheEngine.class;
}
