package io.draftgate.cli.architecture.broken.detection;

import io.draftgate.cli.architecture.broken.audit.WithSchemas;

/** Detection that knows another library than gpt2. */
public final class WithAudit {
    Class<?> forbidden = WithSchemas.class;
}
