package io.draftgate.broker;

import java.nio.file.Path;
import java.util.Map;

/**
 * With what a broker proves to its clients who it is, and what a client needs to believe it. Immutable.
 *
 * @param keystore PKCS #12, with the key and the certificate of {@code localhost}
 * @param password of the keystore and the key in it
 * @param certificate of who signed it, in PEM; the broker's own where nobody else did
 */
public record BrokerTls(Path keystore, String password, Path certificate) {

    /** What the node is told. */
    Map<String, String> properties() {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keystore.toString(),
                "ssl.keystore.password",
                password,
                "ssl.key.password",
                password,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.toString());
    }

    /** What a client is told. */
    Map<String, Object> client() {
        return Map.of("ssl.truststore.type", "PEM", "ssl.truststore.location", certificate.toString());
    }

    /** Never tells the password. */
    @Override
    public String toString() {
        return "BrokerTls[keystore=" + keystore + "]";
    }
}
