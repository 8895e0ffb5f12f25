package io.draftgate.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.draftgate.schemas.event.PromptCancelled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CloudEventsTest {
    @Test
    void shouldReplaceTheOldAttributesAndKeepTheTrace() {
        Headers older = new RecordHeaders()
                .add("ce_id", "old".getBytes(StandardCharsets.UTF_8))
                .add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));
        PromptCancelled event =
                PromptCancelled.newBuilder().setId("p").setCancelledBy("a").build();

        Headers stamped = new CloudEvents("/draftgate/test").stamp(older, event, "new", "default/p", Instant.EPOCH);

        List<String> seen = new ArrayList<>();
        stamped.forEach(header -> seen.add(header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8)));
        assertEquals(
                List.of(
                        "traceparent=00-1-2-01",
                        "ce_specversion=1.0",
                        "ce_id=new",
                        "ce_source=/draftgate/test",
                        "ce_type=io.draftgate.PromptCancelled",
                        "ce_subject=default/p",
                        "ce_time=1970-01-01T00:00:00Z"),
                seen.subList(0, 7));
        assertEquals(9, seen.size());
    }
}
