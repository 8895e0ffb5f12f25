package io.draftgate.registry;

import io.draftgate.schemas.EventSerde;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Records as those read and write them who ask a registry: a zero byte, the big-endian id of the writer's schema (4 bytes), the
 * record in Avro's binary encoding. Thread-safe.
 *
 * @param <T> a record class of {@code io.draftgate.schemas.event}
 */
public final class WireFormat<T extends SpecificRecord> implements Serde<T>, Serializer<T>, Deserializer<T> {
    private static final byte MAGIC = 0;
    private static final int HEAD_BYTES = 5;

    private final SchemaRegistry registry;
    private final SpecificData model;
    private final Schema schema;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();

    private WireFormat(SchemaRegistry registry, Class<T> type) {
        // Avro instantiates only classes that EventSerde has told it to trust.
        this.schema = EventSerde.of(type).schema();
        this.registry = registry;
        this.model = SpecificData.getForClass(type);
    }

    /** Of a record class, with the schemas of a registry. */
    public static <T extends SpecificRecord> WireFormat<T> of(SchemaRegistry registry, Class<T> type) {
        return new WireFormat<>(registry, type);
    }

    /** The subject of a topic's values. */
    public static String subject(String topic) {
        return topic + "-value";
    }

    /** @throws RegistryException if the schema cannot be registered */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T event) {
        if (event == null) {
            return null;
        }
        int id = ids.computeIfAbsent(subject(topic), subject -> registry.register(subject, schema));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(MAGIC);
            out.writeInt(id);
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<T>(schema, model).write(event, encoder);
            encoder.flush();
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException(schema.getName() + " cannot be encoded: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /**
     * The record that the bytes hold.
     *
     * @throws SerializationException if they are not this record
     * @throws RegistryException if the registry does not know the schema
     */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < HEAD_BYTES || bytes[0] != MAGIC) {
            throw new SerializationException("a record of " + topic + " does not begin with a zero byte and an id");
        }
        Schema writer = registry.schema(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt());
        try {
            return new SpecificDatumReader<T>(writer, schema, model)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES, null));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("a record of " + topic + " is no " + schema.getName(), e);
        }
    }

    @Override
    public Serializer<T> serializer() {
        return this;
    }

    @Override
    public Deserializer<T> deserializer() {
        return this;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        // Everything is known from the record class and the registry.
    }

    @Override
    public void close() {
        // Holds no resource.
    }
}
