package io.draftgate.cli.metrics;

import io.draftgate.cli.command.Allowed;
import io.draftgate.cli.command.CommandException;
import io.draftgate.streams.ApplicationHealth;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and where a service tells of itself. */
public final class MetricsOptions {
    @Option(
            names = "--metrics-port",
            paramLabel = "N",
            description = "Answer GET /metrics (Prometheus), /healthz and /readyz there (default: nowhere).")
    @Allowed(min = 0, max = Allowed.MAX_PORT)
    private @Nullable Integer port;

    @Option(
            names = "--metrics-host",
            paramLabel = "HOST",
            description = "Address to listen at; 0.0.0.0 is reachable from everywhere (default: ${DEFAULT-VALUE}).")
    private String host = "localhost";

    /**
     * Starts to tell, if a port was named.
     *
     * @param measure lets a service register its metrics
     * @param health of the service, asked for every probe
     * @return ends it
     */
    public AutoCloseable open(Consumer<MeterRegistry> measure, Supplier<List<ApplicationHealth>> health) {
        if (port == null) {
            return () -> {};
        }
        PrometheusMeterRegistry registry = ProcessMetrics.registry();
        measure.accept(registry);
        InetSocketAddress address = new InetSocketAddress(host, port);
        try {
            MetricsServer server = MetricsServer.start(address, registry, health);
            return () -> {
                server.close();
                registry.close();
            };
        } catch (IOException e) {
            throw CommandException.couldNotRun(
                    "metrics-port",
                    "--metrics-port " + port + " on " + host + " cannot be opened: " + e.getMessage(),
                    "Name another port");
        }
    }
}
