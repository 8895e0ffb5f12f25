package io.draftgate.cli.pipeline;

import io.draftgate.schemas.event.SourcePosition;

/** Where a prompt stands in its topic: what every outcome names. */
record PromptPosition(int partition, long offset) {
    static PromptPosition of(SourcePosition position) {
        return new PromptPosition(position.getPartition(), position.getOffset());
    }
}
