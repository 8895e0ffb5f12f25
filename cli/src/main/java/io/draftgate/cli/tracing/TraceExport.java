package io.draftgate.cli.tracing;

import io.draftgate.streams.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Traces on their way out. A collector that is away costs traces, and no prompt. Thread-safe. */
public final class TraceExport implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final Tracing tracing;
    private final Runnable close;

    private TraceExport(Tracing tracing, Runnable close) {
        this.tracing = tracing;
        this.close = close;
    }

    static TraceExport none() {
        return new TraceExport(Tracing.none(), () -> {});
    }

    static TraceExport to(URI endpoint, String service, double share) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.builder()
                                .put(AttributeKey.stringKey("service.name"), service)
                                .build()))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                .setEndpoint(endpoint.toString())
                                .build())
                        .build())
                .build();
        OpenTelemetrySdk telemetry =
                OpenTelemetrySdk.builder().setTracerProvider(provider).build();
        return new TraceExport(
                Tracing.of(telemetry), () -> provider.shutdown().join(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** What the services tell. */
    public Tracing tracing() {
        return tracing;
    }

    /** Sends what has not been sent, for a few seconds at most. */
    @Override
    public void close() {
        close.run();
    }
}
