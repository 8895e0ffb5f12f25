package io.draftgate.cli.architecture.broken.gpt2;

import io.draftgate.cli.architecture.broken.audit.WithSchemas;

/** gpt2 that knows another module. */
public final class WithAnotherModule {
    Class<?> forbidden = WithSchemas.class;
}
