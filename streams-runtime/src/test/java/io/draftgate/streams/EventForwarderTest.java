package io.draftgate.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.draftgate.schemas.CloudEvents;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class EventForwarderTest {
    private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
    private final EventForwarder events = new EventForwarder(context, new CloudEvents("/test"));

    @Test
    void shouldAskForACommitAtOnceButNotOfEveryEvent() {
        List<Boolean> asked = Stream.of(10_000, 10_001, 10_199, 10_200, 10_201, 20_000)
                .map(millis -> askedForACommitAt(Duration.ofMillis(millis)))
                .toList();

        assertEquals(List.of(true, false, false, true, false, true), asked);
    }

    private boolean askedForACommitAt(Duration time) {
        context.resetCommit();
        context.setCurrentSystemTimeMs(time.toMillis());
        events.commitSoon();
        return context.committed();
    }
}
