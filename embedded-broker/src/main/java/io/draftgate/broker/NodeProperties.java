package io.draftgate.broker;

import java.util.HashMap;
import java.util.Map;

/** Kafka's settings for a node that is broker and controller in one, alone or one of a few on a small machine. */
final class NodeProperties {

    static final int NODE_ID = 1;

    /** Of every topic in a cluster. */
    private static final int REPLICAS = 3;

    static final String CONTROLLER_LISTENER = "CONTROLLER";

    /** Ten times faster than Kafka's default: members join at once, and a death is noticed within the session timeout. */
    private static final int HEARTBEAT_INTERVAL_MILLIS = 500;

    private NodeProperties() {}

    static Map<String, String> of(LogDirectory directory, Ports ports, BrokerOptions options) {
        Map<String, String> properties = new HashMap<>();
        identity(properties, directory, ports, protocol(options));
        place(properties, ports, options);
        replicas(properties, options.cluster().isPresent() ? REPLICAS : 1);
        groups(properties, options.sessionTimeout().toMillis());
        sizes(properties, options.maxMessageBytes());
        options.security().ifPresent(security -> properties.putAll(security.properties()));
        return properties;
    }

    private static String protocol(BrokerOptions options) {
        return options.security().map(BrokerSecurity::protocol).orElse("PLAINTEXT");
    }

    private static void identity(Map<String, String> properties, LogDirectory directory, Ports ports, String protocol) {
        properties.put("process.roles", "broker,controller");
        properties.put("log.dir", directory.path().toString());
        properties.put(
                "listeners",
                protocol + "://localhost:" + ports.client() + "," + CONTROLLER_LISTENER + "://localhost:"
                        + ports.controller());
        properties.put("advertised.listeners", protocol + "://localhost:" + ports.client());
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put(
                "listener.security.protocol.map", protocol + ":" + protocol + "," + CONTROLLER_LISTENER + ":PLAINTEXT");
        // Topics are made from the catalogue; a misspelt name must not become one.
        properties.put("auto.create.topics.enable", "false");
        properties.put("broker.heartbeat.interval.ms", Integer.toString(HEARTBEAT_INTERVAL_MILLIS));
        // A start that hangs must become an error.
        properties.put("server.max.startup.time.ms", "120000");
    }

    private static void place(Map<String, String> properties, Ports ports, BrokerOptions options) {
        properties.put("node.id", Integer.toString(nodeId(options)));
        properties.put(
                "controller.quorum.voters",
                options.cluster()
                        .map(ClusterPlace::voters)
                        .orElse(nodeId(options) + "@localhost:" + ports.controller()));
        // Nobody could take over from the only broker; to write it off while it is only slow would leave its topics
        // without a leader, and transactions open (see CrashedBroker).
        properties.put("broker.session.timeout.ms", options.cluster().isPresent() ? "6000" : "60000");
    }

    static int nodeId(BrokerOptions options) {
        return options.cluster().map(ClusterPlace::node).orElse(NODE_ID);
    }

    private static void replicas(Map<String, String> properties, int count) {
        String replicas = Integer.toString(count);
        // What was acknowledged is on two nodes, so that one may be lost, and one may be away.
        String minInSync = Integer.toString(Math.max(1, count - 1));
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(topic + ".replication.factor", replicas);
            properties.put(topic + ".num.partitions", "1");
        }
        properties.put("transaction.state.log.min.isr", minInSync);
        properties.put("share.coordinator.state.topic.min.isr", minInSync);
        properties.put("default.replication.factor", replicas);
        properties.put("min.insync.replicas", minInSync);
    }

    private static void groups(Map<String, String> properties, long sessionTimeoutMillis) {
        String sessionTimeout = Long.toString(sessionTimeoutMillis);
        String minSessionTimeout = Long.toString(BrokerOptions.MIN_SESSION_TIMEOUT.toMillis());
        String heartbeatInterval = Integer.toString(HEARTBEAT_INTERVAL_MILLIS);
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.streams.initial.rebalance.delay.ms", "0");
        for (String protocol : new String[] {"group.streams", "group.consumer"}) {
            properties.put(protocol + ".session.timeout.ms", sessionTimeout);
            properties.put(protocol + ".min.session.timeout.ms", minSessionTimeout);
            properties.put(protocol + ".heartbeat.interval.ms", heartbeatInterval);
            properties.put(protocol + ".min.heartbeat.interval.ms", heartbeatInterval);
        }
        // A take-over waits for the dead worker's open transaction; look for those every second, not every ten.
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    }

    private static void sizes(Map<String, String> properties, int maxMessageBytes) {
        String maxMessage = Integer.toString(maxMessageBytes);
        properties.put("message.max.bytes", maxMessage);
        properties.put("replica.fetch.max.bytes", maxMessage);
        // The cleaner claims its buffer at start: 128 MiB by default, for topics a thousand times larger than ours.
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
    }
}
