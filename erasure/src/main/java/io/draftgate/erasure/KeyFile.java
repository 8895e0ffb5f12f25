package io.draftgate.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A subject's key as it lies on disk. After its destruction only the id and the time are left: not even whose it was. Bytes are
 * Base64.
 *
 * @param masterKey id of the master key that wraps it
 * @param nonce of the wrapping
 * @param wrapped the key, sealed by the master key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeyFile(
        String keyId,
        @Nullable String tenant,
        @Nullable String author,
        @Nullable String masterKey,
        @Nullable String nonce,
        @Nullable String wrapped,
        @Nullable String destroyedAt) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static KeyFile wrap(SubjectKey key, DataSubject subject, MasterKey master) {
        Sealed sealed = master.wrap(key.secret(), context(key.id(), subject));
        return new KeyFile(
                key.id(),
                subject.tenant(),
                subject.author(),
                sealed.keyId(),
                text(sealed.nonce()),
                text(sealed.ciphertext()),
                null);
    }

    static KeyFile destroyed(String keyId, String at) {
        return new KeyFile(keyId, null, null, null, null, null, at);
    }

    static KeyFile read(String name, byte[] json) {
        try {
            return JSON.readValue(json, KeyFile.class);
        } catch (IOException e) {
            throw new KeystoreException(name + " is no key file: " + e.getMessage(), e);
        }
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of plain values is always JSON", e);
        }
    }

    boolean isDestroyed() {
        return destroyedAt != null;
    }

    DataSubject subject() {
        if (tenant == null || author == null) {
            throw new KeystoreException("key " + keyId + " has no subject: it was destroyed, or its file was cut");
        }
        return new DataSubject(tenant, author);
    }

    SubjectKey unwrap(MasterKey master) {
        if (nonce == null || wrapped == null || masterKey == null) {
            throw new KeystoreException("key " + keyId + " is not whole");
        }
        return new SubjectKey(
                keyId, master.unwrap(new Sealed(masterKey, buffer(nonce), buffer(wrapped)), context(keyId, subject())));
    }

    private static String text(ByteBuffer buffer) {
        return Base64.getEncoder().encodeToString(Sealed.bytes(buffer));
    }

    private static ByteBuffer buffer(String base64) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    }

    /** A wrapped key cannot be given to another subject. */
    private static byte[] context(String keyId, DataSubject subject) {
        return String.join("\n", "draftgate.key.v1", keyId, subject.tenant(), subject.author())
                .getBytes(StandardCharsets.UTF_8);
    }
}
