package io.draftgate.broker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * Has the controller write off a broker that crashed, before it is started again. Else the new broker believes for some seconds
 * that it still leads its topics, and when the controller then takes them away, Kafka 4.4 drops the markers of transactions that
 * are ending: those stay open for ever (KAFKA-20734).
 */
final class CrashedBroker {
    /** The broker is known to be dead. */
    private static final Duration SESSION = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(50);

    private CrashedBroker() {}

    /** Whether a broker worked in this folder and did not close its files; one that was only formatted has no segment. */
    static boolean wasIn(LogDirectory directory) {
        if (Files.exists(directory.path().resolve(".kafka_cleanshutdown"))) {
            return false;
        }
        Path metadata = directory.path().resolve("__cluster_metadata-0");
        try (Stream<Path> files = Files.list(metadata)) {
            return files.anyMatch(file -> file.toString().endsWith(".log"));
        } catch (IOException neverUsed) {
            return false;
        }
    }

    /** Runs the controller alone until it has noticed; returns in vain after a while, as the broker can start all the same. */
    static void writeOff(LogDirectory directory, Ports ports, BrokerOptions options) {
        Map<String, String> properties = new HashMap<>(NodeProperties.of(directory, ports, options));
        properties.put("process.roles", "controller");
        properties.put("listeners", NodeProperties.CONTROLLER_LISTENER + "://localhost:" + ports.controller());
        properties.put("broker.session.timeout.ms", Long.toString(SESSION.toMillis()));
        properties.remove("advertised.listeners");
        properties.remove("inter.broker.listener.name");
        KafkaRaftServer controller = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        try {
            controller.startup();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!hasFencedABroker()
                    && System.nanoTime() < deadline
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(POLL.toNanos());
            }
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static boolean hasFencedABroker() {
        try {
            ObjectName count = new ObjectName("kafka.controller:type=KafkaController,name=FencedBrokerCount");
            return ManagementFactory.getPlatformMBeanServer().getAttribute(count, "Value") instanceof Integer fenced
                    && fenced > 0;
        } catch (JMException notYetThere) {
            return false;
        }
    }
}
