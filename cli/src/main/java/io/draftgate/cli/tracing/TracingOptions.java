package io.draftgate.cli.tracing;

import io.draftgate.cli.command.Allowed;
import io.draftgate.cli.command.CommandException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and where traces go. */
public final class TracingOptions {
    private static final double ALL = 1;

    @Option(
            names = "--otlp-endpoint",
            paramLabel = "URL",
            description = "Send OpenTelemetry traces there, by OTLP over HTTP (default: nowhere).")
    private @Nullable URI endpoint;

    @Option(
            names = "--trace-share",
            paramLabel = "SHARE",
            description = "Of the traces that begin here, this share is sent; who began a trace elsewhere has decided "
                    + "(default: ${DEFAULT-VALUE}).")
    @Allowed(min = 0, max = 1)
    private double share = ALL;

    /**
     * Begins to send, if an address was named.
     *
     * @param service what sends, e.g. {@code draftgate-generator}
     * @throws CommandException if the options make no sense
     */
    public TraceExport open(String service) {
        if (endpoint == null) {
            return TraceExport.none();
        }
        if (endpoint.getHost() == null || !String.valueOf(endpoint.getScheme()).matches("https?")) {
            throw CommandException.usage(
                    "--otlp-endpoint is " + endpoint + ", expected an http or https URL",
                    "Try --otlp-endpoint http://localhost:4318/v1/traces");
        }
        return TraceExport.to(endpoint, service, share);
    }
}
