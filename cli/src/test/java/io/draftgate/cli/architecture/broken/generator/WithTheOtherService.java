package io.draftgate.cli.architecture.broken.generator;

import io.draftgate.cli.architecture.broken.detector.Service;

/** A service that knows the other one. */
public final class WithTheOtherService {
    Class<?> forbidden = Service.class;
}
