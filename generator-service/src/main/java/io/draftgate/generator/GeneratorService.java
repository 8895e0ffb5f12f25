package io.draftgate.generator;

import io.draftgate.bridge.Dispatcher;
import io.draftgate.bridge.IntakeBrake;
import io.draftgate.bridge.KafkaReportLog;
import io.draftgate.bridge.ReportLog;
import io.draftgate.bridge.WorkEngine;
import io.draftgate.detection.policy.Policy;
import io.draftgate.generator.DrillSwitches.Protection;
import io.draftgate.generator.GenerateTask.QueueLimits;
import io.draftgate.gpt2.EngineStatistics;
import io.draftgate.gpt2.TextEngine;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.PromptPlanner;
import io.draftgate.gpt2.task.Tasks;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.ApplicationHealth;
import io.draftgate.streams.StreamsApplication;
import io.draftgate.streams.StreamsSettings;
import io.draftgate.streams.StreamsSettings.Delivery;
import io.draftgate.streams.TopicAdministration;
import io.draftgate.streams.sealing.Sealing;
import io.draftgate.streams.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Turns prompts into drafts until it is closed. One engine a process, shared by all its tasks. Thread-safe. */
public final class GeneratorService implements AutoCloseable {
    /** What a worker loses at most of a draft when it dies; a report takes some kilobytes. */
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);

    private final GeneratorSettings settings;
    private final DrillSwitches switches;
    private final TextEngine engine;
    private final KafkaReportLog reports;
    private final StallWatchdog watchdog;
    private final StreamsApplication application;
    private final CompositeMeterRegistry meters = new CompositeMeterRegistry();

    /**
     * What a generator works within, beside its settings. Immutable.
     *
     * @param sealing seals what the log and the store of works in flight say of a text
     * @param tracing hears of every step of a prompt
     * @param switches what a drill or a benchmark takes away
     * @param progressInterval how often what is written of a prompt goes to the log
     */
    public record Surroundings(Sealing sealing, Tracing tracing, DrillSwitches switches, Duration progressInterval) {
        /** Nothing is sealed, traced or taken away. */
        public static Surroundings plain() {
            return of(Sealing.none(), Tracing.none(), DrillSwitches.NONE);
        }

        /** As these say. */
        public static Surroundings of(Sealing sealing, Tracing tracing, DrillSwitches switches) {
            return new Surroundings(sealing, tracing, switches, PROGRESS_INTERVAL);
        }
    }

    /** A service in {@link Surroundings#plain() plain surroundings}. */
    public GeneratorService(GeneratorSettings settings, Gpt2 model, Tasks tasks, Policy policy, Runnable onStall) {
        this(settings, model, tasks, policy, onStall, Surroundings.plain());
    }

    /**
     * A service that does nothing before {@link #start()}.
     *
     * @param model stays the caller's to close, after this service
     * @param tasks that prompts can ask for
     * @param policy whose rules a prompt must pass before it costs a slot
     * @param onStall is told once when the engine hangs; there is no cure but to end the process
     */
    public GeneratorService(
            GeneratorSettings settings,
            Gpt2 model,
            Tasks tasks,
            Policy policy,
            Runnable onStall,
            Surroundings surroundings) {
        Sealing sealing = surroundings.sealing();
        TopicCatalogue topics = settings.topics();
        this.settings = settings;
        this.switches = surroundings.switches();
        this.engine = switches.nullEngine()
                .map(latency -> nullEngine(settings.engine().slots(), latency, model))
                .orElseGet(() -> Engine.start(model, settings.engine()));
        this.reports = new KafkaReportLog(topics.completions(), settings.client());
        this.watchdog = new StallWatchdog(engine::sinceLastStep, settings.stallTimeout(), onStall);
        PromptPlans plans = new PromptPlans(new PromptPlanner(model, tasks));
        InFlightPrompts prompts = new InFlightPrompts(topics.prompts().name(), sealing);
        GeneratorMeters generatorMeters =
                new GeneratorMeters(meters, settings.shares().tenants().keySet());
        ReportsInMemory inMemory = new ReportsInMemory();
        boolean reportsAreRecords = switches.has(Protection.COMPLETIONS);
        ReportLog reportLog = reportsAreRecords ? reports : inMemory;
        WorkEngine promptEngine = new PromptEngine(
                engine,
                plans,
                new DraftWriter(model, engine.identity(), topics.prompts().name(), InstantSource.system()),
                prompts,
                generatorMeters,
                new DraftProgress(engine.identity(), model::digest),
                surroundings.progressInterval());
        Dispatcher dispatcher = new Dispatcher(
                switches.poison()
                        .<WorkEngine>map(poison -> new PoisonedEngine(promptEngine, poison))
                        .orElse(promptEngine),
                reportLog);
        GeneratorMeters.observe(meters, engine, dispatcher);
        PromptAdmission admission = new PromptAdmission(plans, policy);
        QueueLimits limits = new QueueLimits(
                settings.maxPromptsPerTask(),
                topics.prompts().retention(),
                settings.shares().perPartition(topics.partitions()));
        GenerateTask.Shared shared = new GenerateTask.Shared(
                dispatcher,
                admission,
                limits,
                new IntakeBrake(),
                prompts,
                topics,
                sealing,
                generatorMeters,
                new Usage(model.name()),
                new PromptTrace(surroundings.tracing()),
                new Standstill(switches.standsStill()));
        GeneratorTopology topology = new GeneratorTopology(
                topics,
                switches.has(Protection.IN_FLIGHT) ? StateStores.ON_DISK : StateStores.FORGETTING_WORKS,
                () -> new GenerateProcessor(context -> {
                    GenerateTask task = new GenerateTask(context, shared);
                    if (!reportsAreRecords) {
                        forwardByTimer(task, inMemory, context);
                    }
                    return task;
                }));
        this.application = new StreamsApplication(topology.build(), application());
    }

    private static TextEngine nullEngine(int slots, Duration latency, Gpt2 model) {
        return new NullEngine(
                slots,
                latency,
                tokens -> model.tokenizer()
                        .decode(tokens.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** What {@link Protection#COMPLETIONS} is there to avoid. */
    private static void forwardByTimer(
            GenerateTask task, ReportsInMemory reports, ProcessorContext<String, SpecificRecord> context) {
        context.schedule(
                GenerateTask.REFILL_INTERVAL,
                PunctuationType.WALL_CLOCK_TIME,
                timestamp -> reports.drain(context.taskId().partition(), task::take));
    }

    /**
     * Joins the group and begins to work.
     *
     * @throws io.draftgate.streams.TopicException if the topics are not as they must be
     */
    public void start() {
        try (TopicAdministration administration = new TopicAdministration(settings.client())) {
            administration.requireCopartitioned(settings.topics().all());
        }
        watchdog.start();
        application.start();
    }

    /** Measures the service and its Kafka Streams application in this registry, too. */
    public void measure(MeterRegistry registry) {
        meters.add(registry);
        application.measure(registry);
    }

    /** What its engine has counted. */
    EngineStatistics statistics() {
        return engine.statistics();
    }

    /** How it is now. */
    public List<ApplicationHealth> health() {
        return List.of(application.health());
    }

    /** Completes when its tasks are assigned and restored. */
    public CompletableFuture<Void> running() {
        return application.running();
    }

    /** Completes with the cause when the service ends by a failure. */
    public CompletableFuture<Throwable> failure() {
        return application.failure();
    }

    /** Gives its tasks back, what it generates included, and stops. */
    @Override
    public void close() {
        application.close();
        watchdog.close();
        reports.close();
        engine.close();
        meters.close();
    }

    private StreamsSettings application() {
        TopicCatalogue topics = settings.topics();
        return new StreamsSettings(
                settings.client(),
                topics.prefix() + "generator",
                topics.generatorDeadLetters().name(),
                settings.stateDirectory(),
                settings.groupProtocol(),
                settings.streamThreads(),
                Topic.MAX_RECORD_BYTES,
                switches.has(Protection.TRANSACTIONS) ? Delivery.EXACTLY_ONCE : Delivery.AT_LEAST_ONCE);
    }
}
