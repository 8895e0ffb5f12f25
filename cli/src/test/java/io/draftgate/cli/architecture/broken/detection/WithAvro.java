package io.draftgate.cli.architecture.broken.detection;

import org.apache.avro.Schema;

/** A library that knows Avro. */
public final class WithAvro {
    Class<?> forbidden = Schema.class;
}
