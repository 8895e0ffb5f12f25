package io.draftgate.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The two ports of a node on localhost, both free when they were looked at. Immutable. */
record Ports(int client, int controller) {

    /**
     * Takes the options' client port, or a free one, and a free controller port beside it.
     *
     * @throws BrokerStartException if the given port is taken, or no port is free
     */
    static Ports reserve(BrokerOptions options) {
        // Both are held before either is let go, so that they differ.
        try (ServerSocket client = bindClient(options);
                ServerSocket controller =
                        bind(options.cluster().map(ClusterPlace::controllerPort).orElse(0))) {
            return new Ports(client.getLocalPort(), controller.getLocalPort());
        } catch (IOException e) {
            throw new BrokerStartException("no free port on localhost: " + e.getMessage(), e);
        }
    }

    private static ServerSocket bindClient(BrokerOptions options) throws IOException {
        int port = options.port().orElse(0);
        try {
            return bind(port);
        } catch (IOException e) {
            if (port == 0) {
                throw e;
            }
            throw taken(port, e);
        }
    }

    static BrokerStartException taken(int port, Throwable cause) {
        return new BrokerStartException(
                "port " + port + " on localhost cannot be opened (" + cause.getMessage()
                        + "): stop what listens there, name another port, or name none to get a free one",
                cause);
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
