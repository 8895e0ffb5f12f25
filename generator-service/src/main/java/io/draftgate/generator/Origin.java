package io.draftgate.generator;

import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.SourcePosition;
import org.apache.kafka.common.header.Headers;

/**
 * Where an outcome comes from: the prompt as it was admitted.
 *
 * @param headers of the prompt's record; trace and submitter's own travel on with the outcome
 * @param position where the prompt stood
 */
record Origin(PromptSubmitted prompt, EventKey key, Headers headers, SourcePosition position) {}
