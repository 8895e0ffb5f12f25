package io.draftgate.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterPlaceTest {
    private static final List<Integer> CONTROLLERS = List.of(19_093, 19_094, 19_095);

    @TempDir
    Path folder;

    @Test
    void shouldKeepThreeReplicasOfWhichOneMayBeAway() {
        // Given
        BrokerOptions options = BrokerOptions.defaults().withCluster(new ClusterPlace(2, CONTROLLERS));

        // When
        Map<String, String> properties;
        try (LogDirectory directory = LogDirectory.open(folder, NodeProperties.nodeId(options), options.security())) {
            properties = NodeProperties.of(directory, new Ports(19_092, 19_094), options);
        }

        // Then
        assertEquals("2", properties.get("node.id"));
        assertEquals(
                "1@localhost:19093,2@localhost:19094,3@localhost:19095", properties.get("controller.quorum.voters"));
        assertEquals("3", properties.get("default.replication.factor"));
        assertEquals("3", properties.get("transaction.state.log.replication.factor"));
        assertEquals("2", properties.get("min.insync.replicas"));
    }

    @Test
    void shouldRefuseAClusterThatCannotElectALeader() {
        // When
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new ClusterPlace(1, List.of(9093, 9094)));

        // Then
        assertEquals(
                "controllerPorts are [9093, 9094], expected 3 or more, e.g. 19093,19094,19095", refusal.getMessage());
    }
}
