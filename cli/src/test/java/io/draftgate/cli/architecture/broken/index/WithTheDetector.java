package io.draftgate.cli.architecture.broken.index;

import io.draftgate.cli.architecture.broken.detector.Service;

/** An index that knows a service. */
public final class WithTheDetector {
    Class<?> forbidden = Service.class;
}
