package io.draftgate.cli.architecture.broken.streams;

import io.draftgate.cli.architecture.broken.generator.WithTheOtherService;

/** The runtime that knows who walks on it. */
public final class WithAService {
    Class<?> forbidden = WithTheOtherService.class;
}
