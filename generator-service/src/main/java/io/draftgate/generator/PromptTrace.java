package io.draftgate.generator;

import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.GenerationTimings;
import io.draftgate.schemas.event.Outcome;
import io.draftgate.streams.tracing.Tracing;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/**
 * What a generator tells of a prompt. The phases of a generation are told when its result has been taken in, so a result that
 * comes late or twice leaves no trace. Thread-safe.
 */
record PromptTrace(Tracing tracing) {

    /** From its arrival in the topic to its admission, a backlog included. */
    Origin admitted(Origin origin, Instant arrived, Instant now) {
        return with(origin, tracing.step("admitted", origin.headers(), arrived, now, names(origin)));
    }

    Headers rejected(Headers headers, Instant arrived, Instant now, String field) {
        return tracing.step("rejected", headers, arrived, now, Map.of("draftgate.field", field));
    }

    /** With the phases of the completion that was done last. */
    Origin generated(Origin origin, List<DraftGenerated> drafts) {
        DraftGenerated last = drafts.stream()
                .max(Comparator.comparing(DraftGenerated::getGeneratedAt))
                .orElseThrow();
        GenerationTimings timings = last.getTimings();
        Instant decoded = last.getGeneratedAt();
        Instant read = decoded.minusMillis(timings.getDecodeMillis());
        Instant begun = read.minusMillis(timings.getPrefillMillis());
        Instant queued = begun.minusMillis(timings.getQueuedMillis());
        Map<String, String> names = names(origin);
        Headers headers = tracing.step("generated", origin.headers(), queued, decoded, names);
        tracing.step("queued", headers, queued, begun, names);
        tracing.step("prefill", headers, begun, read, names);
        tracing.step("decode", headers, read, decoded, names);
        return with(origin, headers);
    }

    /** An end without a draft. */
    Origin ended(Origin origin, Outcome outcome, Instant now) {
        String end = outcome.name().toLowerCase(Locale.ROOT);
        return with(origin, tracing.step(end, origin.headers(), now, now, names(origin)));
    }

    private static Map<String, String> names(Origin origin) {
        return Map.of(
                "draftgate.tenant", origin.key().tenant(),
                "draftgate.prompt.id", origin.key().id());
    }

    private static Origin with(Origin origin, Headers headers) {
        return new Origin(origin.prompt(), origin.key(), headers, origin.position());
    }
}
