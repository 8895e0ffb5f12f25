package io.draftgate.streams.sealing;

import io.draftgate.erasure.BrokenSealException;
import io.draftgate.erasure.DataSubject;
import io.draftgate.erasure.KeyState;
import io.draftgate.erasure.Sealed;
import io.draftgate.erasure.SubjectKeys;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.ValueGuard;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.SealedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;

/** Seals and opens what is written about a subject's text. Thread-safe. */
public final class Sealing {
    /** Instead of the summary, which may quote. */
    static final String SUMMARY = "sealed for its subject";

    private static final EventSerde<AuditEvent> EVENTS = EventSerde.of(AuditEvent.class);
    private static final byte[] VALUE_CONTEXT = "draftgate.value.v1".getBytes(StandardCharsets.UTF_8);

    /** Headers of a trace name no text; any other header is the submitter's own. */
    private static final String TRACE = "trace";

    private final Optional<SubjectKeys> keys;
    private final SecureRandom random = new SecureRandom();

    private Sealing(Optional<SubjectKeys> keys) {
        this.keys = keys;
    }

    /** Seals nothing and opens nothing. */
    public static Sealing none() {
        return new Sealing(Optional.empty());
    }

    /** Seals everything with these keys. */
    public static Sealing with(SubjectKeys keys) {
        return new Sealing(Optional.of(keys));
    }

    /** Encrypts in their topics the prompts that were submitted so, and what becomes of them; opens what it finds encrypted. */
    public ValueGuard guard() {
        return new ValueGuard() {
            @Override
            public <V extends SpecificRecord> Serde<V> guard(EventSerde<V> events) {
                return new SealedSerde<>(events, Sealing.this, EncryptedAtSubmit::subject);
            }
        };
    }

    /** Whether anything is sealed. */
    public boolean isActive() {
        return keys.isPresent();
    }

    /**
     * The event as it may be chained for ever: whole, or with summary and payload sealed.
     *
     * @param author whose text it tells of; empty where nobody is named
     */
    public AuditEvent seal(AuditEvent event, String author) {
        return keys.map(store -> {
                    Sealed sealed = store.current(new DataSubject(event.getTenant(), author))
                            .seal(EVENTS.encode(event), context(event), random);
                    return AuditEvent.newBuilder(event)
                            .setSummary(SUMMARY)
                            .setPayload(null)
                            .setSealed(new SealedEvent(sealed.keyId(), sealed.nonce(), sealed.ciphertext()))
                            .build();
                })
                .orElse(event);
    }

    /** The event as far as it can be read now. */
    public OpenedEvent open(AuditEvent event) {
        SealedEvent sealed = event.getSealed();
        if (sealed == null) {
            return new OpenedEvent.Whole(event);
        }
        KeyState state = find(sealed.getKeyId());
        if (state instanceof KeyState.Destroyed destroyed) {
            return new OpenedEvent.Erased(event, destroyed.at());
        }
        if (!(state instanceof KeyState.Usable usable)) {
            return new OpenedEvent.Locked(event);
        }
        try {
            byte[] plain = usable.key()
                    .open(new Sealed(sealed.getKeyId(), sealed.getNonce(), sealed.getCiphertext()), context(event));
            return new OpenedEvent.Whole(EVENTS.decode(plain));
        } catch (BrokenSealException | SerializationException e) {
            return new OpenedEvent.Broken(event, String.valueOf(e.getMessage()));
        }
    }

    /** Whether what a key sealed is gone for ever. */
    public boolean isDestroyed(String keyId) {
        return find(keyId) instanceof KeyState.Destroyed;
    }

    /** The headers that may stand beside a sealed event for ever. */
    public Headers headers(Headers headers) {
        if (!isActive()) {
            return headers;
        }
        Headers kept = new RecordHeaders();
        for (Header header : headers) {
            if (header.key().startsWith(TRACE)) {
                kept.add(header);
            }
        }
        return kept;
    }

    /** An encoded value as it may lie in a store: as it is, or sealed. */
    public byte[] sealValue(byte[] value, DataSubject subject) {
        return keys.map(store -> SealedValue.of(store.current(subject).seal(value, VALUE_CONTEXT, random)))
                .orElse(value);
    }

    /**
     * The encoded value, whether it was sealed or not.
     *
     * @throws ErasedException if its key is gone
     */
    public byte[] openValue(byte[] stored) {
        Optional<Sealed> sealed = SealedValue.read(stored);
        if (sealed.isEmpty()) {
            return stored;
        }
        KeyState state = find(sealed.get().keyId());
        if (state instanceof KeyState.Usable usable) {
            return usable.key().open(sealed.get(), VALUE_CONTEXT);
        }
        throw new ErasedException(
                state instanceof KeyState.Destroyed destroyed
                        ? "erased at " + destroyed.at()
                        : "sealed with a key that is not in this keystore");
    }

    /** As {@link #openValue(byte[])}; leaves the buffer's position as it was. */
    public byte[] openValue(ByteBuffer stored) {
        byte[] bytes = new byte[stored.remaining()];
        stored.duplicate().get(bytes);
        return openValue(bytes);
    }

    private KeyState find(String keyId) {
        return keys.map(store -> store.find(keyId)).orElseGet(KeyState.Unknown::new);
    }

    /** Whatever of an event stands in the open is bound to what is sealed. */
    private static byte[] context(AuditEvent event) {
        return String.join(
                        "\n",
                        "draftgate.audit.sealed.v1",
                        event.getStep().toString(),
                        event.getTenant(),
                        event.getSubject(),
                        String.valueOf(event.getCompletionIndex()),
                        event.getActor(),
                        event.getSource().getTopic(),
                        Integer.toString(event.getSource().getPartition()),
                        Long.toString(event.getSource().getOffset()),
                        event.getOccurredAt().toString())
                .getBytes(StandardCharsets.UTF_8);
    }
}
