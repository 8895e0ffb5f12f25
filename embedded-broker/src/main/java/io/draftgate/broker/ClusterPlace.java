package io.draftgate.broker;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which node of a cluster on this machine a broker is; every node is broker and controller. Immutable.
 *
 * @param node from 1
 * @param controllerPorts on localhost, of node 1 first; at least three, since one of two cannot elect itself
 */
public record ClusterPlace(int node, List<Integer> controllerPorts) {
    /** With two the cluster stops when either does. */
    public static final int MIN_NODES = 3;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException naming the field, the value and the bounds
     */
    public ClusterPlace {
        controllerPorts = List.copyOf(controllerPorts);
        if (controllerPorts.size() < MIN_NODES) {
            throw new IllegalArgumentException("controllerPorts are " + controllerPorts + ", expected " + MIN_NODES
                    + " or more, e.g. 19093,19094,19095");
        }
        controllerPorts.forEach(BrokerOptions::requirePort);
        if (node < 1 || node > controllerPorts.size()) {
            throw new IllegalArgumentException(
                    "node is " + node + ", expected 1 to " + controllerPorts.size() + ", e.g. 1");
        }
    }

    int controllerPort() {
        return controllerPorts.get(node - 1);
    }

    /** As {@code controller.quorum.voters} names the nodes. */
    String voters() {
        return IntStream.range(0, controllerPorts.size())
                .mapToObj(i -> (i + 1) + "@localhost:" + controllerPorts.get(i))
                .collect(Collectors.joining(","));
    }
}
