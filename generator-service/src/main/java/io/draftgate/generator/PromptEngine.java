package io.draftgate.generator;

import io.draftgate.bridge.Work;
import io.draftgate.bridge.WorkEngine;
import io.draftgate.bridge.WorkId;
import io.draftgate.gpt2.Engine;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.GenerationCompleted;
import io.draftgate.schemas.event.PromptSubmitted;

/** The GPT-2 engine as the bridge sees it. Thread-safe. */
final class PromptEngine implements WorkEngine {
    private static final EventSerde<PromptSubmitted> PROMPTS = EventSerde.of(PromptSubmitted.class);
    private static final EventSerde<GenerationCompleted> RESULTS = EventSerde.of(GenerationCompleted.class);

    private final Engine engine;
    private final PromptPlanner planner;
    private final DraftWriter drafts;

    PromptEngine(Engine engine, PromptPlanner planner, DraftWriter drafts) {
        this.engine = engine;
        this.planner = planner;
        this.drafts = drafts;
    }

    /** As many wait as run, so that a slot that becomes free is filled at once. */
    @Override
    public int capacity() {
        return 2 * engine.slots();
    }

    @Override
    public void start(Work work, Observer observer) {
        PromptSubmitted prompt = PROMPTS.decode(work.request().getPayload());
        PromptPlan plan = planner.plan(work.request().getKey(), prompt);
        if (plan instanceof PromptPlan.Refused refused) {
            observer.failed("this worker's model cannot serve it: " + refused.field() + " is " + refused.value()
                    + ", expected " + refused.expectation());
        } else if (plan instanceof PromptPlan.Ready ready) {
            GenerationRequest request = new GenerationRequest(
                    name(work.id()), ready.promptTokenIds(), ready.parameters(), ready.completions(), work.alone());
            engine.submit(request, new GenerationListener() {
                @Override
                public void completed(Generation generation) {
                    observer.finished(() -> RESULTS.encode(drafts.write(work.id(), prompt, ready, generation)));
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
