package io.draftgate.generator;

import io.draftgate.bridge.Dispatcher;
import io.draftgate.gpt2.EngineStatistics;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.TextEngine;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.GenerationCompleted;
import io.draftgate.schemas.event.UsageRecorded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What is measured of a generator, beyond Kafka Streams' own metrics. Counts what was done, not what was committed: work of a
 * transaction that was aborted is counted, too. Thread-safe.
 */
final class GeneratorMeters {
    /** From a draft of a few tokens to a full context of a large model on a slow machine. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10)
    };

    private static final String OTHER_TENANTS = "other";

    private final MeterRegistry meters;
    private final Set<String> tenants;
    private final Map<String, TenantMeters> byTenant = new ConcurrentHashMap<>();
    private final Timer queued;
    private final Timer prefill;
    private final Timer decode;
    private final Timer answered;
    private final Counter promptTokens;
    private final Counter completionTokens;

    /** @param tenants that are named in metrics; all others are one, as anybody may invent a tenant */
    GeneratorMeters(MeterRegistry meters, Set<String> tenants) {
        this.meters = meters;
        this.tenants = Set.copyOf(tenants);
        Stream.concat(tenants.stream(), Stream.of(OTHER_TENANTS)).forEach(this::tenant);
        this.queued = phase(meters, "queued");
        this.prefill = phase(meters, "prefill");
        this.decode = phase(meters, "decode");
        this.answered = Timer.builder("draftgate.prompt.answered")
                .description("From the submission of a prompt to its drafts")
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
        this.promptTokens = tokens(meters, "prompt");
        this.completionTokens = tokens(meters, "completion");
    }

    private static Timer phase(MeterRegistry meters, String phase) {
        return Timer.builder("draftgate.generation")
                .description("Phases of a generation: queued, prefill and decode")
                .tag("phase", phase)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    private static Counter tokens(MeterRegistry meters, String kind) {
        return Counter.builder("draftgate.engine.tokens")
                .description("Tokens that the engine read and wrote")
                .tag("kind", kind)
                .register(meters);
    }

    /** Looks at an engine whenever somebody asks. */
    static void observe(MeterRegistry meters, TextEngine engine, Dispatcher dispatcher) {
        Gauge.builder("draftgate.engine.slots", engine, TextEngine::slots)
                .description("Sequences that the engine can write at a time")
                .register(meters);
        Gauge.builder("draftgate.engine.slots.active", engine, TextEngine::activeSlots)
                .description("Sequences that the engine writes now")
                .register(meters);
        Gauge.builder("draftgate.engine.requests.waiting", engine, TextEngine::waitingRequests)
                .description("Prompts that are with the engine and have no slot yet")
                .register(meters);
        Gauge.builder("draftgate.engine.step.age", engine, e -> seconds(e.sinceLastStep()))
                .description("How long the current step of the engine has taken")
                .baseUnit("seconds")
                .register(meters);
        count(meters, engine, "draftgate.engine.prompt.tokens", "Tokens of prompts", EngineStatistics::promptTokens);
        count(
                meters,
                engine,
                "draftgate.engine.prompt.tokens.reused",
                "Tokens of prompts that were known from an earlier prompt and not computed again",
                EngineStatistics::reusedPromptTokens);
        count(
                meters,
                engine,
                "draftgate.engine.resumed.tokens",
                "Tokens that another worker had written of a draft",
                EngineStatistics::resumedTokens);
        count(
                meters,
                engine,
                "draftgate.engine.near.ties",
                "Of the tokens that another worker had written, those that this one would have drawn otherwise",
                EngineStatistics::nearTies);
        Gauge.builder("draftgate.engine.info", () -> 1)
                .description("What writes: engine, ONNX Runtime, provider and precision")
                .tag("engine", engine.identity())
                .register(meters);
        Gauge.builder("draftgate.prompts.waiting", dispatcher, Dispatcher::waiting)
                .description("Prompts in flight that no engine has yet")
                .register(meters);
        Gauge.builder("draftgate.prompts.started", dispatcher, Dispatcher::started)
                .description("Prompts in flight that are with the engine")
                .register(meters);
    }

    private static void count(
            MeterRegistry meters,
            TextEngine engine,
            String name,
            String description,
            ToLongFunction<EngineStatistics> count) {
        FunctionCounter.builder(name, engine, counted -> count.applyAsLong(counted.statistics()))
                .description(description)
                .register(meters);
    }

    /** A generation has ended. */
    void generated(Generation generation, GenerationCompleted drafts) {
        queued.record(generation.queued());
        prefill.record(generation.prefill());
        decode.record(generation.decode());
        promptTokens.increment(drafts.getDrafts().get(0).getPromptTokenIds().size());
        for (DraftGenerated draft : drafts.getDrafts()) {
            completionTokens.increment(draft.getTokenIds().size());
        }
    }

    private record TenantMeters(Counter promptTokens, Counter completionTokens, Counter engineSeconds) {}

    private TenantMeters tenant(String name) {
        return byTenant.computeIfAbsent(
                name,
                tenant -> new TenantMeters(
                        tenantTokens(tenant, "prompt"),
                        tenantTokens(tenant, "completion"),
                        Counter.builder("draftgate.tenant.engine")
                                .description("How long prompts of a tenant held their place in the engine")
                                .baseUnit("seconds")
                                .tag("tenant", tenant)
                                .register(meters)));
    }

    private Counter tenantTokens(String tenant, String kind) {
        return Counter.builder("draftgate.tenant.tokens")
                .description("Tokens that prompts of a tenant took")
                .tag("tenant", tenant)
                .tag("kind", kind)
                .register(meters);
    }

    /** A prompt is accounted for. */
    void used(UsageRecorded usage) {
        TenantMeters tenant = tenant(tenants.contains(usage.getTenant()) ? usage.getTenant() : OTHER_TENANTS);
        tenant.promptTokens().increment((double) usage.getPromptTokens());
        tenant.completionTokens().increment((double) usage.getCompletionTokens());
        tenant.engineSeconds().increment(usage.getEngineSeconds());
    }

    /** A prompt has its drafts. */
    void answered(Duration sinceSubmission) {
        answered.record(sinceSubmission);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
