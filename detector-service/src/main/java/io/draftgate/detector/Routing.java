package io.draftgate.detector;

import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;

/**
 * What gives a draft its route, the same for every task. Thread-safe.
 *
 * @param screening judges its text
 * @param release which drafts may be published without a person
 * @param publisher who stands on what is published
 * @param desk what a reviewer's word does
 * @param sealing seals what the log and the store of drafts in review say of a text
 * @param tracing hears of every step of a draft
 */
record Routing(
        TextScreening screening,
        ReleaseControl release,
        Publisher publisher,
        ReviewDesk desk,
        Sealing sealing,
        Tracing tracing) {}
