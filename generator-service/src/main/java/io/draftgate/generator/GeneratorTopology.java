package io.draftgate.generator;

import static io.draftgate.streams.TopicFlow.is;
import static io.draftgate.streams.TopicFlow.read;
import static io.draftgate.streams.TopicFlow.to;

import io.draftgate.bridge.InFlightStore;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.PromptRejected;
import io.draftgate.schemas.event.PromptUnfulfilled;
import io.draftgate.schemas.event.UsageRecorded;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The way of a prompt: three topics flow into one processor, its outcomes flow out. All three are read by the same task, because
 * a report is about a prompt of its own partition.
 */
final class GeneratorTopology {
    static final String IN_FLIGHT_STORE = "in-flight-prompts";
    static final String SEEN_STORE = "prompt-ids-seen";

    private final TopicCatalogue topics;
    private final StateStores stores;
    private final Supplier<GenerateProcessor> generate;

    /**
     * A topology over these topics.
     *
     * @param generate makes a processor for each task
     */
    GeneratorTopology(TopicCatalogue topics, StateStores stores, Supplier<GenerateProcessor> generate) {
        this.topics = topics;
        this.stores = stores;
        this.generate = generate;
    }

    Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(inFlightStore());
        builder.addStateStore(seenStore());

        KStream<String, GeneratorInput> prompts = builder.stream(
                        topics.prompts().name(), read(topics.prompts(), "read-prompts"))
                .mapValues(GeneratorInput.Submitted::new, Named.as("submitted"));
        KStream<String, GeneratorInput> cancellations = builder.stream(
                        topics.cancellations().name(), read(topics.cancellations(), "read-cancellations"))
                .mapValues(GeneratorInput.Cancelled::new, Named.as("cancelled"));
        KStream<String, GeneratorInput> reports = builder.stream(
                        topics.completions().name(),
                        read(topics.completions(), "read-completions")
                                .withTimestampExtractor(InFlightStore.REPORTS_FIRST))
                .mapValues(GeneratorInput.Reported::new, Named.as("reported"));

        prompts.merge(cancellations, Named.as("with-cancellations"))
                .merge(reports, Named.as("with-reports"))
                .process(generate::get, Named.as("generate"), IN_FLIGHT_STORE, SEEN_STORE)
                .split(Named.as("outcome-"))
                .branch(is(DraftGenerated.class), to(topics.generations(), DraftGenerated.class, "generated"))
                .branch(is(PromptRejected.class), to(topics.rejected(), PromptRejected.class, "rejected"))
                .branch(is(PromptUnfulfilled.class), to(topics.unfulfilled(), PromptUnfulfilled.class, "unfulfilled"))
                .branch(is(UsageRecorded.class), to(topics.usage(), UsageRecorded.class, "used"))
                .branch(is(AuditEvent.class), to(topics.auditEvents(), AuditEvent.class, "audited"))
                .noDefaultBranch();
        return builder.build();
    }

    private StoreBuilder<?> inFlightStore() {
        StoreBuilder<?> store = InFlightStore.of(stores.keyValue(IN_FLIGHT_STORE));
        return stores == StateStores.FORGETTING_WORKS ? store.withLoggingDisabled() : store;
    }

    private StoreBuilder<?> seenStore() {
        return Stores.windowStoreBuilder(
                stores.window(SEEN_STORE, topics.prompts().retention()), Serdes.String(), Serdes.Long());
    }
}
