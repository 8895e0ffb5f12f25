package io.draftgate.cli.architecture.broken.bridge;

import io.draftgate.cli.architecture.broken.generator.WithTheOtherService;

/** The bridge that knows who walks on it. */
public final class WithAService {
    Class<?> forbidden = WithTheOtherService.class;
}
