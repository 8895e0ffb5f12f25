package io.draftgate.schemas;

import io.draftgate.schemas.event.PromptSubmitted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Avro single-object encoding: marker {@code C3 01}, the little-endian CRC-64-AVRO fingerprint of the writer's schema, then the
 * record. Reads every released version of a schema. Thread-safe.
 *
 * @param <T> a record class generated from {@code src/main/avro}
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro specification, single-object encoding</a>
 */
public final class EventSerde<T extends SpecificRecord> implements Serde<T>, Serializer<T>, Deserializer<T> {
    static {
        // Avro instantiates only classes it was told to trust; ours is the package generated beside this class.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                candidate -> candidate.getPackageName().equals(PromptSubmitted.class.getPackageName())));
    }

    /** Read once: parsing every released schema takes longer than a thousand records. */
    private static final SchemaStore RELEASED = ReleasedSchemas.load().store();

    private final Class<T> type;
    private final Schema schema;
    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    private EventSerde(Class<T> type) {
        SpecificData model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.type = type;
        this.encoder = new BinaryMessageEncoder<>(model, schema, true);
        this.decoder = new BinaryMessageDecoder<>(model, schema, RELEASED);
    }

    public static <T extends SpecificRecord> EventSerde<T> of(Class<T> type) {
        return new EventSerde<>(type);
    }

    /** The record class. */
    public Class<T> type() {
        return type;
    }

    /** With which it writes: the present version. */
    public Schema schema() {
        return schema;
    }

    /** The record in single-object encoding. */
    public byte[] encode(T event) {
        try {
            ByteBuffer encoded = encoder.encode(event);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException(type.getSimpleName() + " cannot be encoded: " + e.getMessage(), e);
        }
    }

    /**
     * The record that the bytes hold.
     *
     * @throws SerializationException if they are not this record, written with a released schema
     */
    public T decode(byte[] bytes) {
        return decode(ByteBuffer.wrap(bytes));
    }

    /** As {@link #decode(byte[])}; leaves the buffer's position as it was. */
    public T decode(ByteBuffer bytes) {
        try {
            return decoder.decode(bytes.duplicate());
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "not a " + type.getSimpleName() + " in Avro single-object encoding: " + e.getMessage(), e);
        }
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T event) {
        return event == null ? null : encode(event);
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : decode(bytes);
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
        // Everything is known from the record class.
    }

    @Override
    public void close() {
        // Holds no resource.
    }
}
