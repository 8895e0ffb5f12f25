package io.draftgate.cli.architecture.broken.detector;

import io.draftgate.cli.architecture.broken.generator.WithTheOtherService;

/** The other one, no better. */
public final class Service {
    Class<?> forbidden = WithTheOtherService.class;
}
