package io.draftgate.cli.pipeline;

import io.draftgate.detector.Publisher;
import io.draftgate.detector.ReleaseControl;
import io.draftgate.streams.sealing.Sealing;

/**
 * What a pipeline may publish, under whose name, and what the log says of it. Immutable.
 *
 * @param release which drafts pass without a person
 * @param publisher who stands on them
 * @param sealing seals texts in the log
 */
record Publishing(ReleaseControl release, Publisher publisher, Sealing sealing) {}
