package io.draftgate.generator;

import io.draftgate.bridge.Work;
import io.draftgate.bridge.WorkEngine;
import io.draftgate.bridge.WorkId;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationProgress;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.TextEngine;
import io.draftgate.gpt2.task.Planned;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.GenerationCompleted;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.streams.sealing.ErasedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;

/** The GPT-2 engine as the bridge sees it. Thread-safe. */
final class PromptEngine implements WorkEngine {
    private static final EventSerde<GenerationCompleted> RESULTS = EventSerde.of(GenerationCompleted.class);

    private final TextEngine engine;
    private final PromptPlans plans;
    private final DraftWriter drafts;
    private final InFlightPrompts prompts;
    private final GeneratorMeters meters;
    private final DraftProgress progress;
    private final Duration progressInterval;
    private final ConcurrentMap<WorkId, Writing> writings = new ConcurrentHashMap<>();

    /** @param progressInterval how often what is written of a prompt is reported, so that another worker can go on with it */
    PromptEngine(
            TextEngine engine,
            PromptPlans plans,
            DraftWriter drafts,
            InFlightPrompts prompts,
            GeneratorMeters meters,
            DraftProgress progress,
            Duration progressInterval) {
        this.progress = progress;
        this.progressInterval = progressInterval;
        this.engine = engine;
        this.plans = plans;
        this.drafts = drafts;
        this.prompts = prompts;
        this.meters = meters;
    }

    /** A few wait, so that a slot that becomes free is filled at once; many would have to be waited for by other tenants. */
    @Override
    public int capacity() {
        return engine.slots() + Math.max(1, engine.slots() / 4);
    }

    @Override
    public void start(Work work, Observer observer) {
        PromptSubmitted prompt;
        try {
            prompt = prompts.prompt(work.request());
        } catch (ErasedException erased) {
            observer.failed("its text was " + erased.getMessage());
            return;
        }
        Planned plan = plans.plan(work.request().getKey(), prompt);
        if (plan instanceof Planned.Refused refused) {
            observer.failed("this worker's model cannot serve it: " + refused.reason());
        } else if (plan instanceof Planned.Ready ready) {
            GenerationRequest request =
                    ready.request(name(work.id()), work.alone()).after(written(work));
            Writing writing = new Writing(
                    observer,
                    new PromptEncoding(work.id(), prompt, ready),
                    engine.resumesTheSame() ? Optional.of(progressInterval) : Optional.empty(),
                    () -> writings.remove(work.id()));
            writings.put(work.id(), writing);
            engine.submit(request, writing);
        }
    }

    private final class PromptEncoding implements Writing.Encoding {
        private final WorkId id;
        private final PromptSubmitted prompt;
        private final Planned.Ready plan;

        PromptEncoding(WorkId id, PromptSubmitted prompt, Planned.Ready plan) {
            this.id = id;
            this.prompt = prompt;
            this.plan = plan;
        }

        @Override
        public Supplier<byte[]> result(Generation generation) {
            Supplier<GenerationCompleted> writing = drafts.writing(id, prompt, plan, generation);
            return () -> {
                GenerationCompleted written = writing.get();
                meters.generated(generation, written);
                return prompts.sealResult(prompt, RESULTS.encode(written));
            };
        }

        @Override
        public byte[] progress(GenerationProgress written, Duration inEngine) {
            return prompts.kept(progress.encode(written, plan.promptTokenIds().size(), inEngine), prompt);
        }
    }

    /** What another worker has written of it, if this one goes on with the same tokens; what cannot be read is written anew. */
    private GenerationProgress written(Work work) {
        if (!engine.resumesTheSame()) {
            return GenerationProgress.NONE;
        }
        try {
            return prompts.progress(work.request()).map(progress::decode).orElse(GenerationProgress.NONE);
        } catch (SerializationException | IllegalArgumentException unreadable) {
            return GenerationProgress.NONE;
        }
    }

    @Override
    public boolean isIdle() {
        return engine.activeSlots() == 0 && engine.sinceLastStep().isZero();
    }

    @Override
    public Optional<Supplier<byte[]>> cancel(WorkId id) {
        engine.cancel(name(id));
        return Optional.ofNullable(writings.remove(id)).flatMap(Writing::soFar);
    }

    private static String name(WorkId id) {
        return id.partition() + "-" + id.offset();
    }
}
