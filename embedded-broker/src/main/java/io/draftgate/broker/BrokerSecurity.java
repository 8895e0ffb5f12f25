package io.draftgate.broker;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * That clients must say who they are (SASL/SCRAM-SHA-512) and may do only what access control lists allow. The controller listens on
 * localhost without either: whoever may run processes here may do everything. Immutable.
 *
 * @param administrator user who may do everything; letters, digits and hyphens
 * @param password of the administrator; no quotes, commas or brackets
 * @param tls with which the broker proves who it is; empty leaves connections readable
 */
public record BrokerSecurity(String administrator, String password, Optional<BrokerTls> tls) {
    private static final String MECHANISM = "SCRAM-SHA-512";

    public BrokerSecurity {
        if (!administrator.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException(
                    "administrator is '" + administrator + "', expected letters, digits and hyphens, e.g. admin");
        }
        if (!password.matches("[^\"',=\\[\\]\\s\\\\]+")) {
            throw new IllegalArgumentException("the password is empty or holds quotes, commas, brackets or spaces");
        }
    }

    /** Users without TLS. */
    public BrokerSecurity(String administrator, String password) {
        this(administrator, password, Optional.empty());
    }

    /** The same users behind TLS. */
    public BrokerSecurity withTls(BrokerTls newTls) {
        return new BrokerSecurity(administrator, password, Optional.of(newTls));
    }

    /** The name of the clients' listener, which is that of its protocol. */
    String protocol() {
        return tls.isPresent() ? "SASL_SSL" : "SASL_PLAINTEXT";
    }

    /** The administrator, as the log directory is formatted with. */
    String credential() {
        return MECHANISM + "=[name=" + administrator + ",password=" + password + "]";
    }

    /** What the node is told. */
    Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("inter.broker.listener.name", protocol());
        properties.put("sasl.enabled.mechanisms", MECHANISM);
        properties.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
        properties.put(
                "listener.name." + protocol().toLowerCase(Locale.ROOT) + ".scram-sha-512.sasl.jaas.config",
                loginModule());
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // Anonymous is who comes by the controller's listener: the broker itself.
        properties.put("super.users", "User:" + administrator + ";User:ANONYMOUS");
        tls.ifPresent(keys -> properties.putAll(keys.properties()));
        return properties;
    }

    private String loginModule() {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + administrator
                + "\" password=\"" + password + "\";";
    }

    /** What a client of the administrator is told, beside {@code bootstrap.servers}. */
    public Map<String, Object> administratorClient() {
        Map<String, Object> client = new HashMap<>();
        client.put("security.protocol", protocol());
        client.put("sasl.mechanism", MECHANISM);
        client.put("sasl.jaas.config", loginModule());
        tls.ifPresent(keys -> client.putAll(keys.client()));
        return client;
    }

    /** Never tells the password. */
    @Override
    public String toString() {
        return "BrokerSecurity[administrator=" + administrator + "]";
    }
}
