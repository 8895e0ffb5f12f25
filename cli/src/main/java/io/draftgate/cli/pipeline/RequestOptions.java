package io.draftgate.cli.pipeline;

import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.tracing.TraceExport;
import io.draftgate.cli.tracing.TracingOptions;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.tracing.Tracing;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What requests about one prompt have in common on the command line. */
final class RequestOptions {
    @Option(names = "--tenant", paramLabel = "NAME", description = "Its tenant (default: ${DEFAULT-VALUE}).")
    private String tenant = "default";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final TracingOptions tracingOptions = new TracingOptions();

    /** Whose prompt it is. */
    String tenant() {
        return tenant;
    }

    /** Why; empty when not told. */
    String reason() {
        return reason;
    }

    /**
     * What carries the request, once the cluster has answered.
     *
     * @param topic that takes it
     * @param tracing hears of it
     */
    PromptSender sender(Function<TopicCatalogue, Topic<?>> topic, InstantSource clock, Tracing tracing) {
        TopicCatalogue topics = catalogueOptions.catalogue();
        return new PromptSender(topics, kafkaOptions.clientFor(List.of(topic.apply(topics))), clock, false, tracing);
    }

    /**
     * Begins to send traces, if that was asked for.
     *
     * @param service what sends
     */
    TraceExport traces(String service) {
        return tracingOptions.open(service);
    }
}
