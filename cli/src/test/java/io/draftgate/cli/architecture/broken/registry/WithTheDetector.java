package io.draftgate.cli.architecture.broken.registry;

import io.draftgate.cli.architecture.broken.detector.Service;

/** A registry that knows a service. */
public final class WithTheDetector {
    Class<?> forbidden = Service.class;
}
