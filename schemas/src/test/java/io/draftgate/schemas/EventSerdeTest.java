package io.draftgate.schemas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.schemas.event.Priority;
import io.draftgate.schemas.event.PromptCancelled;
import io.draftgate.schemas.event.PromptSubmitted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class EventSerdeTest {
    private final EventSerde<PromptSubmitted> serde = EventSerde.of(PromptSubmitted.class);

    private static PromptSubmitted prompt() {
        return PromptSubmitted.newBuilder()
                .setId("p-1")
                .setPriority(Priority.NORMAL)
                .setPrompt("Once upon a time \uD83D\uDC09")
                .setTemperature(0.7)
                .build();
    }

    @Test
    void shouldReadBackWhatItWrote() {
        assertEquals(prompt(), serde.decode(serde.encode(prompt())));
    }

    @Test
    void shouldBeginWithTheMarkerAndTheFingerprintOfTheSchema() {
        long fingerprint = SchemaNormalization.parsingFingerprint64(PromptSubmitted.getClassSchema());

        byte[] encoded = serde.encode(prompt());

        assertEquals((byte) 0xC3, encoded[0]);
        assertEquals((byte) 0x01, encoded[1]);
        for (int i = 0; i < 8; i++) {
            assertEquals((byte) (fingerprint >>> (8 * i)), encoded[2 + i]);
        }
    }

    @Test
    void shouldReadAnEventOfTheFirstRelease() throws IOException {
        try (InputStream in = EventSerdeTest.class.getResourceAsStream("prompt-submitted-1.hex")) {
            assertNotNull(in);
            byte[] saved = HexFormat.of().parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());

            PromptSubmitted read = serde.decode(saved);

            assertEquals(prompt(), read);
            assertEquals(Priority.NORMAL, read.getPriority());
        }
    }

    @Test
    void shouldKeepATombstoneATombstone() {
        assertNull(serde.deserialize("t", serde.serialize("t", null)));
    }

    @Test
    void shouldRefuseAnotherRecord() {
        byte[] cancelled = EventSerde.of(PromptCancelled.class)
                .encode(PromptCancelled.newBuilder()
                        .setId("p-1")
                        .setCancelledBy("a")
                        .build());

        SerializationException refused = assertThrows(SerializationException.class, () -> serde.decode(cancelled));

        assertTrue(refused.getMessage().startsWith("not a PromptSubmitted"));
    }

    @Test
    void shouldRefuseEveryTruncation() {
        byte[] whole = serde.encode(prompt());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(SerializationException.class, () -> serde.decode(cut), "length " + length);
        }
    }

    @Test
    void shouldEncodeTheSameEventToTheSameBytes() {
        assertArrayEquals(serde.encode(prompt()), serde.encode(prompt()));
    }
}
