package io.draftgate.detector;

import io.draftgate.bridge.Dispatcher;
import io.draftgate.bridge.IntakeBrake;
import io.draftgate.bridge.ReportLog;
import io.draftgate.detection.Detector;
import io.draftgate.detection.policy.Policy;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.FinishReason;
import io.draftgate.schemas.event.GenerationTimings;
import io.draftgate.schemas.event.ResolvedParameters;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;

/** Drafts, and the topology that they are sent through. */
final class DetectorFixture {
    static final TopicCatalogue TOPICS = TopicCatalogue.standard();

    static {
        // Before Avro copies a record, it must have been told to trust its class.
        EventSerde.of(DraftGenerated.class);
    }

    private DetectorFixture() {}

    /** A draft that ann asked for, of one token; each test says what it asks about. */
    static DraftGenerated.Builder draft(String id) {
        return DraftGenerated.newBuilder()
                .setPromptId(id)
                .setTenant("default")
                .setRequestedBy("ann")
                .setCompletionIndex(0)
                .setCompletionCount(1)
                .setPrompt("Once")
                .setText("upon a time")
                .setPromptTokenIds(List.of(1))
                .setTokenIds(List.of(1))
                .setLogProbabilities(List.of(0f))
                .setRanks(List.of(1))
                .setEntropies(List.of(0f))
                .setSeed(0)
                .setParameters(parameters(0))
                .setModelName("storybook-7m")
                .setModelDigest("sha256:0")
                .setTokenizerDigest("sha256:0")
                .setEngine("test")
                .setFinishReason(FinishReason.LENGTH)
                .setTimings(new GenerationTimings(0L, 0L, 0L))
                .setSource(new SourcePosition("drafts.prompts", 0, 0L))
                .setGeneratedAt(Instant.EPOCH);
    }

    static ResolvedParameters parameters(double temperature) {
        return ResolvedParameters.newBuilder()
                .setTemperature(temperature)
                .setTopK(0)
                .setTopP(1)
                .setMaxTokens(200)
                .build();
    }

    /** A topology that is asked about drafts. */
    static Topology topology(Detector detector, ReleaseControl release, Publisher publisher, Sealing sealing) {
        TextScreening screening = new TextScreening(detector, Policy.bundled());
        InFlightDocuments documents = new InFlightDocuments(sealing);
        DocumentEngine engine = new DocumentEngine(screening, documents, InstantSource.system());
        ReportLog unread = (partition, report, confirmation) -> {};
        return topology(screening, release, publisher, sealing, new Dispatcher(engine, unread));
    }

    static Topology topology(
            TextScreening screening,
            ReleaseControl release,
            Publisher publisher,
            Sealing sealing,
            Dispatcher documents) {
        return topology(screening, release, publisher, sealing, documents, Tracing.none());
    }

    static Topology topology(
            TextScreening screening,
            ReleaseControl release,
            Publisher publisher,
            Sealing sealing,
            Dispatcher documents,
            Tracing tracing) {
        Routing routing =
                new Routing(screening, release, publisher, new ReviewDesk(SecondReview.none()), sealing, tracing);
        DocumentTask.Shared shared = new DocumentTask.Shared(
                documents, new InFlightDocuments(sealing), screening, TOPICS, sealing, tracing, new IntakeBrake());
        return new DetectorTopology(TOPICS, routing, shared, Stores::inMemoryKeyValueStore).build();
    }

    static TopologyTestDriver driver(Topology topology) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "detector");
        return new TopologyTestDriver(topology, config);
    }

    static <V> TestInputTopic<String, V> in(TopologyTestDriver driver, Topic<V> topic) {
        return driver.createInputTopic(
                topic.name(), new StringSerializer(), topic.value().serializer());
    }

    static <V> TestOutputTopic<String, V> out(TopologyTestDriver driver, Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), topic.value().deserializer());
    }
}
