package io.draftgate.broker;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a caller may choose about an {@link EmbeddedBroker}. Immutable.
 *
 * @param port the client port on localhost, 1 to 65535; empty picks a free one
 * @param sessionTimeout how long a silent member of a group counts as alive, under the {@code streams} protocol and the
 *     {@code consumer} protocol alike; at least {@link #MIN_SESSION_TIMEOUT}, at most {@link #MAX_SESSION_TIMEOUT}
 * @param maxMessageBytes the largest record batch a topic takes, at least {@link #MIN_MESSAGE_BYTES}
 * @param security empty lets everybody do everything
 * @param cluster empty is alone
 */
public record BrokerOptions(
        OptionalInt port,
        Duration sessionTimeout,
        int maxMessageBytes,
        Optional<BrokerSecurity> security,
        Optional<ClusterPlace> cluster) {

    /** Twelve heartbeats of {@link EmbeddedBroker}; shorter and a long pause of the machine looks like a death. */
    public static final Duration MIN_SESSION_TIMEOUT = Duration.ofSeconds(6);

    /** Kafka's own upper bound for the newer group protocols. */
    public static final Duration MAX_SESSION_TIMEOUT = Duration.ofSeconds(60);

    /** Kafka's default is 45 s, for networks; on one machine a worker that is silent for ten seconds is gone. */
    public static final Duration DEFAULT_SESSION_TIMEOUT = Duration.ofSeconds(10);

    /** A draft with its tokens, log-probabilities and several completions outgrows Kafka's default of 1 MiB. */
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    /** Kafka's default; a broker in the JVM has no reason to take less. */
    public static final int MIN_MESSAGE_BYTES = 1024 * 1024;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException naming the field, the value and the bounds
     */
    public BrokerOptions {
        port.ifPresent(BrokerOptions::requirePort);
        if (sessionTimeout.compareTo(MIN_SESSION_TIMEOUT) < 0 || sessionTimeout.compareTo(MAX_SESSION_TIMEOUT) > 0) {
            throw new IllegalArgumentException("sessionTimeout is " + sessionTimeout + ", expected "
                    + MIN_SESSION_TIMEOUT + " to " + MAX_SESSION_TIMEOUT + ", e.g. " + DEFAULT_SESSION_TIMEOUT);
        }
        if (maxMessageBytes < MIN_MESSAGE_BYTES) {
            throw new IllegalArgumentException("maxMessageBytes is " + maxMessageBytes + ", expected at least "
                    + MIN_MESSAGE_BYTES + ", e.g. " + DEFAULT_MAX_MESSAGE_BYTES);
        }
    }

    /** A free port and the defaults named above. */
    public static BrokerOptions defaults() {
        return new BrokerOptions(
                OptionalInt.empty(),
                DEFAULT_SESSION_TIMEOUT,
                DEFAULT_MAX_MESSAGE_BYTES,
                Optional.empty(),
                Optional.empty());
    }

    /** The same options on a given port. */
    public BrokerOptions withPort(int newPort) {
        return new BrokerOptions(OptionalInt.of(newPort), sessionTimeout, maxMessageBytes, security, cluster);
    }

    /** The same options with another session timeout. */
    public BrokerOptions withSessionTimeout(Duration newSessionTimeout) {
        return new BrokerOptions(port, newSessionTimeout, maxMessageBytes, security, cluster);
    }

    /** The same options with users and access control. */
    public BrokerOptions withSecurity(BrokerSecurity newSecurity) {
        return new BrokerOptions(port, sessionTimeout, maxMessageBytes, Optional.of(newSecurity), cluster);
    }

    /** The same options as a node of a cluster. */
    public BrokerOptions withCluster(ClusterPlace place) {
        return new BrokerOptions(port, sessionTimeout, maxMessageBytes, security, Optional.of(place));
    }

    static void requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + ", expected 1 to 65535, e.g. 9092");
        }
    }
}
