package io.draftgate.cli.architecture.broken.gpt2;

import io.draftgate.cli.architecture.broken.gpt2.graph.WithTheEngine;

/** The words of gpt2, which know a room. */
public final class WithARoom {
    Class<?> forbidden = WithTheEngine.class;
}
