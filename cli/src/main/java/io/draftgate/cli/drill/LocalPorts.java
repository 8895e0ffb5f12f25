package io.draftgate.cli.drill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Free ports below those that systems give to clients: a client that knocks at the port of a dead broker from that very port would
 * be connected to itself, and the broker could not come back.
 */
final class LocalPorts {
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;

    private LocalPorts() {}

    /** So many ports, all different, that were free when they were looked at. */
    static List<Integer> free(int count) throws IOException {
        // Two drills at the same time begin to look at different places.
        int offset = (int) (ProcessHandle.current().pid() * 16 % PORTS);
        List<Integer> free = IntStream.range(0, PORTS)
                .map(i -> FIRST_PORT + (offset + i) % PORTS)
                .filter(LocalPorts::isFree)
                .limit(count)
                .boxed()
                .toList();
        if (free.size() < count) {
            throw new IOException("fewer than " + count + " ports from " + FIRST_PORT + " to "
                    + (FIRST_PORT + PORTS - 1) + " are free on localhost");
        }
        return free;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
