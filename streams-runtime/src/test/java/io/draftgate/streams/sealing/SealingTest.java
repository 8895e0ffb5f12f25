package io.draftgate.streams.sealing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.erasure.DataSubject;
import io.draftgate.erasure.FileKeystore;
import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.Priority;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.SourcePosition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {
    private static final String SECRET = "the goose said nothing";
    private static final EventSerde<PromptSubmitted> PROMPTS = EventSerde.of(PromptSubmitted.class);
    private static final PromptSubmitted PROMPT = PromptSubmitted.newBuilder()
            .setId("p")
            .setTenant("acme")
            .setRequestedBy("ann")
            .setPriority(Priority.NORMAL)
            .setPrompt(SECRET)
            .build();
    private static final AuditEvent EVENT = new AuditEvents("generator")
            .event(
                    AuditStep.ADMITTED,
                    new EventKey("acme", "p"),
                    null,
                    new SourcePosition("drafts.prompts", 0, 7L),
                    Instant.EPOCH,
                    "admitted: " + SECRET,
                    PROMPTS.encode(PROMPT));

    @TempDir
    Path folder;

    private FileKeystore keys;
    private Sealing sealing;

    @BeforeEach
    void open() {
        keys = FileKeystore.open(folder);
        sealing = Sealing.with(keys);
    }

    private static boolean holdsTheSecret(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(SECRET);
    }

    private static byte[] encode(AuditEvent event) {
        return EventSerde.of(AuditEvent.class).encode(event);
    }

    @Test
    void shouldLeaveNothingOfTheTextInTheOpen() {
        AuditEvent sealed = sealing.seal(EVENT, "ann");

        assertFalse(holdsTheSecret(encode(sealed)));
        assertEquals("p", sealed.getSubject());
        assertEquals(new OpenedEvent.Whole(EVENT), sealing.open(sealed));
    }

    @Test
    void shouldTellErasedFromLocked() {
        // Given
        AuditEvent sealed = sealing.seal(EVENT, "ann");

        // When
        keys.destroy(Optional.of("acme"), Optional.empty(), Instant.EPOCH);

        // Then
        assertEquals(new OpenedEvent.Erased(sealed, Instant.EPOCH), sealing.open(sealed));
        assertEquals(new OpenedEvent.Locked(sealed), Sealing.none().open(sealed));
    }

    @Test
    void shouldNoticeAnEventThatWasGivenAnotherSubject() {
        AuditEvent moved = AuditEvent.newBuilder(sealing.seal(EVENT, "ann"))
                .setSubject("q")
                .build();

        assertInstanceOf(OpenedEvent.Broken.class, sealing.open(moved));
    }

    @Test
    void shouldSealValuesOfStoresAndReadPlainOnesToo() {
        SealedSerde<PromptSubmitted> serde = new SealedSerde<>(
                PROMPTS, sealing, prompt -> Optional.of(new DataSubject(prompt.getTenant(), prompt.getRequestedBy())));

        byte[] stored = serde.serializer().serialize("store", PROMPT);

        assertFalse(holdsTheSecret(stored));
        assertEquals(PROMPT, serde.deserializer().deserialize("store", stored));
        assertEquals(PROMPT, serde.deserializer().deserialize("store", PROMPTS.encode(PROMPT)));
        keys.destroy(Optional.empty(), Optional.of("ann"), Instant.EPOCH);
        assertThrows(ErasedException.class, () -> serde.deserializer().deserialize("store", stored));
    }

    @Test
    void shouldEncryptInItsTopicOnlyWhatWasSubmittedSo() {
        // Given
        Topic<PromptSubmitted> topic =
                TopicCatalogue.standard().guardedBy(sealing.guard()).prompts();
        PromptSubmitted encrypted =
                PromptSubmitted.newBuilder(PROMPT).setEncrypted(true).build();

        // When
        byte[] open = topic.value().serializer().serialize(topic.name(), PROMPT);
        byte[] closed = topic.value().serializer().serialize(topic.name(), encrypted);

        // Then
        assertTrue(holdsTheSecret(open));
        assertFalse(holdsTheSecret(closed));
        assertEquals(PROMPT, topic.value().deserializer().deserialize(topic.name(), open));
        assertEquals(encrypted, topic.value().deserializer().deserialize(topic.name(), closed));
    }

    @Test
    void shouldKeepOnlyTheHeadersOfATraceBesideASealedEvent() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", new byte[] {1});
        headers.add("note", SECRET.getBytes(StandardCharsets.UTF_8));

        assertEquals(1, sealing.headers(headers).toArray().length);
        assertEquals(2, Sealing.none().headers(headers).toArray().length);
    }

    @Test
    void shouldDoNothingWithoutAKeystore() {
        assertEquals(EVENT, Sealing.none().seal(EVENT, "ann"));
        assertArrayEquals(new byte[] {1}, Sealing.none().sealValue(new byte[] {1}, new DataSubject("acme", "ann")));
    }
}
