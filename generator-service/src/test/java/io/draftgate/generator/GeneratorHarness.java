package io.draftgate.generator;

import io.draftgate.bridge.Dispatcher;
import io.draftgate.bridge.FairShares;
import io.draftgate.bridge.IntakeBrake;
import io.draftgate.detection.policy.Policy;
import io.draftgate.generator.GenerateTask.QueueLimits;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.PromptPlanner;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.Priority;
import io.draftgate.schemas.event.PromptCancelled;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.WorkReported;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** The generator's topology with the bundled model and a real engine, driven by hand. */
final class GeneratorHarness implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final TopicCatalogue topics;
    final QueueLog log = new QueueLog();
    final TopologyTestDriver driver;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Engine engine;

    GeneratorHarness(Gpt2 model) {
        this(model, Sealing.none());
    }

    GeneratorHarness(Gpt2 model, Sealing sealing) {
        this.topics = TopicCatalogue.standard().guardedBy(sealing.guard());
        this.engine = Engine.start(model, new EngineOptions(4, 1));
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "generator");
        this.driver = new TopologyTestDriver(topology(model, engine, log, topics, sealing, meters), config, START);
        pipeReportsUntil(ReportKind.OPENED);
    }

    static Topology topology(Gpt2 model, Engine engine, QueueLog log) {
        return topology(model, engine, log, TopicCatalogue.standard(), Sealing.none(), new SimpleMeterRegistry());
    }

    private static Topology topology(
            Gpt2 model,
            Engine engine,
            QueueLog log,
            TopicCatalogue topics,
            Sealing sealing,
            SimpleMeterRegistry registry) {
        PromptPlans plans = new PromptPlans(new PromptPlanner(model));
        DraftWriter drafts = new DraftWriter(model, "test", topics.prompts().name(), InstantSource.fixed(START));
        InFlightPrompts prompts = new InFlightPrompts(topics.prompts().name(), sealing);
        GeneratorMeters meters = new GeneratorMeters(registry, Set.of("acme"));
        Dispatcher dispatcher = new Dispatcher(
                new PromptEngine(
                        engine,
                        plans,
                        drafts,
                        prompts,
                        meters,
                        new DraftProgress(engine.identity(), model::digest),
                        Duration.ZERO),
                log);
        PromptAdmission admission = new PromptAdmission(plans, Policy.bundled());
        QueueLimits limits = new QueueLimits(100, topics.prompts().retention(), FairShares.equal());
        GenerateTask.Shared shared = new GenerateTask.Shared(
                dispatcher,
                admission,
                limits,
                new IntakeBrake(),
                prompts,
                topics,
                sealing,
                meters,
                new Usage(model.name()),
                new PromptTrace(Tracing.none()),
                new Standstill(false));
        return new GeneratorTopology(
                        topics,
                        StateStores.IN_MEMORY,
                        () -> new GenerateProcessor(context -> new GenerateTask(context, shared)))
                .build();
    }

    static PromptSubmitted.Builder prompt(String id) {
        return PromptSubmitted.newBuilder()
                .setId(id)
                .setPriority(Priority.NORMAL)
                .setPrompt("Once upon a time")
                .setMaxTokens(8);
    }

    void submit(PromptSubmitted prompt) {
        prompts().pipeInput(new EventKey(prompt.getTenant(), prompt.getId()).text(), prompt);
    }

    void cancel(String id) {
        PromptCancelled cancelled = PromptCancelled.newBuilder()
                .setId(id)
                .setCancelledBy("editor")
                .setReason("typo")
                .build();
        in(topics.cancellations()).pipeInput("default/" + id, cancelled);
    }

    TestInputTopic<String, PromptSubmitted> prompts() {
        return in(topics.prompts());
    }

    /** Lets the task read what the engine reports, up to and including a report of this kind. */
    WorkReported pipeReportsUntil(ReportKind kind) {
        while (true) {
            WorkReported report = log.next();
            pipe(report);
            if (report.getKind() == kind) {
                return report;
            }
        }
    }

    void pipe(WorkReported report) {
        in(topics.completions()).pipeInput("0", report);
    }

    List<DraftGenerated> drafts() {
        return out(topics.generations()).readValuesToList();
    }

    List<AuditStep> auditedSteps() {
        return out(topics.auditEvents()).readValuesToList().stream()
                .map(AuditEvent::getStep)
                .toList();
    }

    <V> TestInputTopic<String, V> in(Topic<V> topic) {
        return driver.createInputTopic(
                topic.name(), new StringSerializer(), topic.value().serializer(), START, Duration.ofMillis(1));
    }

    <V> TestOutputTopic<String, V> out(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), topic.value().deserializer());
    }

    @Override
    public void close() {
        driver.close();
        engine.close();
    }
}
