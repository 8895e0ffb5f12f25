package io.draftgate.review;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Hears of every decision that is sent, and may give its record headers. Thread-safe. */
public interface DecisionObserver {
    /** Hears nothing. */
    DecisionObserver NONE = (topic, from) -> new Sending() {
        @Override
        public Headers headers() {
            return new RecordHeaders();
        }

        @Override
        public void ended(Instant to, boolean isDurable) {}
    };

    /** Hears that one is about to be sent. */
    Sending begun(String topic, Instant from);

    /** One decision on its way. */
    interface Sending {
        /** Those of its record. */
        Headers headers();

        /** Hears once whether it is durable; false also where that is not known. */
        void ended(Instant to, boolean isDurable);
    }
}
