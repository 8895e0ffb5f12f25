package io.draftgate.cli.architecture.broken.review;

import io.draftgate.cli.architecture.broken.detector.Service;

/** A console that knows a service. */
public final class WithTheDetector {
    Class<?> forbidden = Service.class;
}
