package io.draftgate.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.draftgate.erasure.FileKeystore;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.InFlightWork;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.schemas.event.WorkReported;
import io.draftgate.streams.sealing.ErasedException;
import io.draftgate.streams.sealing.OpenedEvent;
import io.draftgate.streams.sealing.Sealing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generator writes where texts are sealed for those who asked for them. */
class SealedGeneratorTest {
    private static final String SECRET = "Rumpelstiltskin";

    @TempDir
    Path folder;

    private FileKeystore keys;
    private Sealing sealing;

    @BeforeEach
    void openKeys() {
        keys = FileKeystore.open(folder);
        sealing = Sealing.with(keys);
    }

    private static PromptSubmitted prompt(boolean encrypted) {
        return GeneratorHarness.prompt("p")
                .setTenant("acme")
                .setRequestedBy("ann")
                .setPrompt(SECRET + " said")
                .setEncrypted(encrypted)
                .build();
    }

    private static boolean holdsTheSecret(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(SECRET);
    }

    private static List<byte[]> bytes(GeneratorHarness generator, String topic) {
        return generator
                .driver
                .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readValuesToList();
    }

    @Test
    void shouldLeaveNoTextInTheLogAndInReports() {
        try (Gpt2 model = Gpt2.bundled();
                GeneratorHarness generator = new GeneratorHarness(model, sealing)) {
            generator.submit(prompt(false));

            WorkReported finished = generator.pipeReportsUntil(ReportKind.FINISHED);

            ByteBuffer result = finished.getPayload().duplicate();
            byte[] reported = new byte[result.remaining()];
            result.get(reported);
            assertFalse(holdsTheSecret(reported));
            List<AuditEvent> events =
                    generator.out(generator.topics.auditEvents()).readValuesToList();
            assertEquals(2, events.size());
            for (AuditEvent event : events) {
                assertEquals(null, event.getPayload());
                assertInstanceOf(OpenedEvent.Whole.class, sealing.open(event));
            }
            assertEquals(SECRET + " said", generator.drafts().get(0).getPrompt());
        }
    }

    @Test
    void shouldEncryptTheDraftOfAPromptThatWasEncryptedAtSubmit() {
        try (Gpt2 model = Gpt2.bundled();
                GeneratorHarness generator = new GeneratorHarness(model, sealing)) {
            generator.submit(prompt(true));

            generator.pipeReportsUntil(ReportKind.FINISHED);

            byte[] draft =
                    bytes(generator, generator.topics.generations().name()).get(0);
            assertFalse(holdsTheSecret(draft));
            DraftGenerated opened =
                    generator.topics.generations().value().deserializer().deserialize("", draft);
            assertEquals(SECRET + " said", opened.getPrompt());
        }
    }

    @Test
    void shouldKnowOnlyTheKeyOfAPromptThatWasErasedWhileItWaited() {
        // Given
        InFlightPrompts prompts = new InFlightPrompts("drafts.prompts", sealing);
        InFlightWork work = prompts.work(
                new Origin(
                        prompt(false),
                        new EventKey("acme", "p"),
                        new RecordHeaders(),
                        new SourcePosition("drafts.prompts", 0, 0L)),
                Instant.EPOCH,
                1);

        // When
        keys.destroy(Optional.of("acme"), Optional.of("ann"), Instant.EPOCH);

        // Then
        assertThrows(ErasedException.class, () -> prompts.prompt(work));
        PromptSubmitted left = prompts.origin(0, 0, work).prompt();
        assertEquals("p", left.getId());
        assertEquals(null, left.getPrompt());
    }
}
