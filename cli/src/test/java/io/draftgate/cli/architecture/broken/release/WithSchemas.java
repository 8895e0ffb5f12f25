package io.draftgate.cli.architecture.broken.release;

import io.draftgate.cli.architecture.broken.schemas.Event;

/** A library that knows the schemas. */
public final class WithSchemas {
    Class<?> forbidden = Event.class;
}
