package io.draftgate.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.schemas.event.PromptCancelled;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    private static final String TOPIC = "drafts.cancellations";

    private RegistryServer server;

    @BeforeEach
    void start() throws Exception {
        server = new RegistryServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WireFormat<PromptCancelled> format() {
        return WireFormat.of(new SchemaRegistry(server.address()), PromptCancelled.class);
    }

    private static PromptCancelled cancellation() {
        return PromptCancelled.newBuilder()
                .setId("a")
                .setTenant("acme")
                .setCancelledBy("ann")
                .setReason("mistyped")
                .build();
    }

    @Test
    void shouldWriteWhatAReaderThatKnowsOnlyTheRegistryCanRead() throws Exception {
        // Given: a stranger's reader, by the letter of the wire format
        byte[] bytes = format().serialize(TOPIC, cancellation());
        ByteBuffer head = ByteBuffer.wrap(bytes);
        assertEquals(0, head.get());
        Schema writer = new SchemaRegistry(server.address()).schema(head.getInt());

        // When
        GenericRecord record = new GenericDatumReader<GenericRecord>(writer)
                .read(
                        null,
                        DecoderFactory.get().binaryDecoder(new ByteArrayInputStream(bytes, 5, bytes.length - 5), null));

        // Then
        assertEquals("PromptCancelled", record.getSchema().getName());
        assertEquals("mistyped", record.get("reason").toString());
    }

    @Test
    void shouldReadBackWhatItWroteAndAskForASchemaOnce() {
        WireFormat<PromptCancelled> format = format();

        byte[] bytes = format.serialize(TOPIC, cancellation());
        format.deserialize(TOPIC, bytes);
        PromptCancelled read = format.deserialize(TOPIC, format.serialize(TOPIC, cancellation()));

        assertEquals(cancellation(), read);
        assertEquals(
                List.of("POST /subjects/drafts.cancellations-value/versions", "GET /schemas/ids/1"), server.requests());
        assertArrayEquals(null, format.serialize(TOPIC, null));
    }

    @Test
    void shouldSayWhatIsWrongWithForeignBytes() {
        byte[] singleObject = {(byte) 0xC3, 1, 0, 0, 0, 0};
        byte[] unknownSchema = {0, 0, 0, 0, 9, 0};

        SerializationException foreign =
                assertThrows(SerializationException.class, () -> format().deserialize(TOPIC, singleObject));
        RegistryException unknown =
                assertThrows(RegistryException.class, () -> format().deserialize(TOPIC, unknownSchema));

        assertEquals(
                "a record of drafts.cancellations does not begin with a zero byte and an id", foreign.getMessage());
        assertTrue(
                unknown.getMessage().endsWith("/schemas/ids/9 answered 404: Schema not found"), unknown.getMessage());
    }

    @Test
    void shouldNeverTellThePasswordOfTheRegistry() {
        server.close();

        RegistryException thrown =
                assertThrows(RegistryException.class, () -> format().serialize(TOPIC, cancellation()));

        assertTrue(thrown.getMessage().contains("does not answer"), thrown.getMessage());
        assertFalse(thrown.getMessage().contains("hush"), thrown.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new SchemaRegistry(URI.create("localhost:8081")));
    }
}
