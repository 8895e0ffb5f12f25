package io.draftgate.generator;

import io.draftgate.bridge.Work;
import io.draftgate.bridge.WorkEngine;
import io.draftgate.bridge.WorkId;
import io.draftgate.gpt2.Engine;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.task.Planned;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.GenerationCompleted;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.streams.sealing.ErasedException;

/** The GPT-2 engine as the bridge sees it. Thread-safe. */
final class PromptEngine implements WorkEngine {
    private static final EventSerde<GenerationCompleted> RESULTS = EventSerde.of(GenerationCompleted.class);

    private final Engine engine;
    private final PromptPlans plans;
    private final DraftWriter drafts;
    private final InFlightPrompts prompts;
    private final GeneratorMeters meters;

    PromptEngine(
            Engine engine, PromptPlans plans, DraftWriter drafts, InFlightPrompts prompts, GeneratorMeters meters) {
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
            engine.submit(ready.request(name(work.id()), work.alone()), new GenerationListener() {
                @Override
                public void completed(Generation generation) {
                    observer.finished(() -> {
                        GenerationCompleted written = drafts.write(work.id(), prompt, ready, generation);
                        meters.generated(generation, written);
                        return RESULTS.encode(written);
                    });
                }

                @Override
                public void failed(String id, String reason) {
                    observer.failed(reason);
                }
            });
        }
    }

    @Override
    public void cancel(WorkId id) {
        engine.cancel(name(id));
    }

    private static String name(WorkId id) {
        return id.partition() + "-" + id.offset();
    }
}
