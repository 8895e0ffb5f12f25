package io.draftgate.cli.architecture.broken.detector;

import org.apache.kafka.server.common.MetadataVersion;

/** A service that knows Kafka's server. */
public final class WithAServer {
    Class<?> forbidden = MetadataVersion.class;
}
