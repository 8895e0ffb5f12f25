package io.draftgate.broker;

import java.util.Map;

/**
 * That clients must say who they are (SASL/SCRAM-SHA-512) and may do only what access control lists allow. The controller listens on
 * localhost without either: whoever may run processes here may do everything. Immutable.
 *
 * @param administrator user who may do everything; letters, digits and hyphens
 * @param password of the administrator; no quotes, commas or brackets
 */
public record BrokerSecurity(String administrator, String password) {
    private static final String MECHANISM = "SCRAM-SHA-512";
    static final String PROTOCOL = "SASL_PLAINTEXT";

    public BrokerSecurity {
        if (!administrator.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException(
                    "administrator is '" + administrator + "', expected letters, digits and hyphens, e.g. admin");
        }
        if (!password.matches("[^\"',=\\[\\]\\s\\\\]+")) {
            throw new IllegalArgumentException("the password is empty or holds quotes, commas, brackets or spaces");
        }
    }

    /** The administrator, as the log directory is formatted with. */
    String credential() {
        return MECHANISM + "=[name=" + administrator + ",password=" + password + "]";
    }

    /** What the node is told. */
    Map<String, String> properties() {
        return Map.of(
                "inter.broker.listener.name",
                PROTOCOL,
                "sasl.enabled.mechanisms",
                MECHANISM,
                "sasl.mechanism.inter.broker.protocol",
                MECHANISM,
                "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config",
                loginModule(),
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                // Anonymous is who comes by the controller's listener: the broker itself.
                "super.users",
                "User:" + administrator + ";User:ANONYMOUS");
    }

    private String loginModule() {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + administrator
                + "\" password=\"" + password + "\";";
    }

    /** What a client of the administrator is told, beside {@code bootstrap.servers}. */
    public Map<String, Object> administratorClient() {
        return Map.of("security.protocol", PROTOCOL, "sasl.mechanism", MECHANISM, "sasl.jaas.config", loginModule());
    }

    /** Never tells the password. */
    @Override
    public String toString() {
        return "BrokerSecurity[administrator=" + administrator + "]";
    }
}
