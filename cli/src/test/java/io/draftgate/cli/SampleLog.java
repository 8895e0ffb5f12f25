package io.draftgate.cli;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.FinishReason;
import io.draftgate.schemas.event.GenerationTimings;
import io.draftgate.schemas.event.ResolvedParameters;
import io.draftgate.schemas.event.SourcePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A small honest log with real drafts, and lies about them. Immutable. */
record SampleLog(DraftGenerated inFloats, DraftGenerated in8Bits, Gpt2 model) {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final String PROMPT = "The old mill stood at the end of the lane";
    private static final int TOKENS = 200;
    private static final int DEAD_LETTER = 4;

    /** Lets a real engine write a draft in each precision. */
    static SampleLog write() throws Exception {
        // The serde makes Avro trust the classes that it builds.
        EventSerde.of(DraftGenerated.class);
        Gpt2 model = Gpt2.bundled();
        return new SampleLog(draft(model, Precision.F32), draft(model, Precision.INT8), model);
    }

    /** Eight steps, a draft and a dead letter among them. */
    List<AuditEvent> events() {
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            AuditStep step = i == DEAD_LETTER ? AuditStep.DEAD_LETTERED : AuditStep.ADMITTED;
            events.add(event(step, "p" + i, new byte[] {(byte) i}));
        }
        events.set(6, generated("honest", inFloats));
        return events;
    }

    static List<AuditEvent> editing(List<AuditEvent> events) {
        return changing(
                events,
                1,
                event -> AuditEvent.newBuilder(event)
                        .setSummary("something else")
                        .build());
    }

    static List<AuditEvent> changing(List<AuditEvent> events, int index, UnaryOperator<AuditEvent> change) {
        List<AuditEvent> changed = new ArrayList<>(events);
        changed.set(index, change.apply(events.get(index)));
        return changed;
    }

    static List<AuditEvent> withoutDeadLetter(List<AuditEvent> events) {
        List<AuditEvent> changed = new ArrayList<>(events);
        changed.remove(DEAD_LETTER);
        changed.add(event(AuditStep.ADMITTED, "p8", new byte[] {8}));
        return changed;
    }

    /** An honest draft, and one for every lie. */
    List<AuditEvent> lying() {
        List<AuditEvent> events = new ArrayList<>(List.of(generated("honest", inFloats)));
        lies().forEach((name, lie) -> events.add(generated(name, lie.apply(inFloats))));
        return events;
    }

    /** By what is changed. */
    Map<String, UnaryOperator<DraftGenerated>> lies() {
        Map<String, UnaryOperator<DraftGenerated>> lies = new LinkedHashMap<>();
        lies.put(
                "change a word of a draft",
                draft -> DraftGenerated.newBuilder(draft)
                        .setText(draft.getText().replaceFirst("e", "a"))
                        .build());
        lies.put("change a token of a draft and its text", this::withOtherToken);
        lies.put(
                "change the prompt of a draft",
                draft ->
                        DraftGenerated.newBuilder(draft).setPrompt(PROMPT + "s").build());
        lies.put(
                "change the seed of a draft",
                draft -> DraftGenerated.newBuilder(draft)
                        .setSeed(draft.getSeed() + 1)
                        .build());
        lies.put(
                "claim a temperature 10 % higher",
                draft -> DraftGenerated.newBuilder(draft)
                        .setParameters(ResolvedParameters.newBuilder(draft.getParameters())
                                .setTemperature(1.1)
                                .build())
                        .build());
        lies.put(
                "claim that the draft ended by itself",
                draft -> DraftGenerated.newBuilder(draft)
                        .setFinishReason(FinishReason.END_OF_TEXT)
                        .build());
        lies.put(
                "record the log-probabilities of another model",
                draft -> DraftGenerated.newBuilder(draft)
                        .setLogProbabilities(draft.getLogProbabilities().stream()
                                .map(value -> value - 0.01f)
                                .toList())
                        .build());
        lies.put(
                "claim F32 of a draft written in int8",
                draft -> DraftGenerated.newBuilder(in8Bits)
                        .setEngine(draft.getEngine())
                        .build());
        return lies;
    }

    private DraftGenerated withOtherToken(DraftGenerated draft) {
        List<Integer> tokens = new ArrayList<>(draft.getTokenIds());
        tokens.set(TOKENS / 2, tokens.get(TOKENS / 2) == 0 ? 1 : tokens.get(TOKENS / 2) - 1);
        String text = model.tokenizer()
                .decode(tokens.stream().mapToInt(Integer::intValue).toArray());
        return DraftGenerated.newBuilder(draft)
                .setTokenIds(tokens)
                .setText(text)
                .build();
    }

    private static AuditEvent generated(String subject, DraftGenerated draft) {
        var topic = TopicCatalogue.standard().generations();
        return event(AuditStep.GENERATED, subject, topic.value().serializer().serialize(topic.name(), draft));
    }

    private static AuditEvent event(AuditStep step, String subject, byte[] payload) {
        return new AuditEvents("test")
                .event(
                        step,
                        new EventKey("default", subject),
                        null,
                        new SourcePosition("drafts.prompts", 0, 1L),
                        NOON,
                        "a step",
                        payload);
    }

    private static DraftGenerated draft(Gpt2 model, Precision precision) throws Exception {
        List<Integer> prompt =
                Arrays.stream(model.tokenizer().encode(PROMPT)).boxed().toList();
        SamplingParameters parameters = new SamplingParameters(1, 0, 1, List.of(), TOKENS, 11);
        CompletableFuture<Generation> done = new CompletableFuture<>();
        try (Engine engine = Engine.start(model, new EngineOptions(2, 2, precision))) {
            engine.submit(GenerationRequest.of("draft", prompt, parameters), new GenerationListener() {
                @Override
                public void completed(Generation generation) {
                    done.complete(generation);
                }

                @Override
                public void failed(String id, String reason) {
                    done.completeExceptionally(new AssertionError(reason));
                }
            });
            return recorded(
                    model, engine.identity(), prompt, done.get().completions().get(0));
        }
    }

    private static DraftGenerated recorded(Gpt2 model, String engine, List<Integer> prompt, Completion completion) {
        return DraftGenerated.newBuilder()
                .setPromptId("draft")
                .setTenant("default")
                .setRequestedBy("test")
                .setCompletionIndex(0)
                .setCompletionCount(1)
                .setPrompt(PROMPT)
                .setText(completion.text())
                .setPromptTokenIds(prompt)
                .setTokenIds(completion.tokenIds())
                .setLogProbabilities(completion.trace().logProbabilities())
                .setRanks(completion.trace().ranks())
                .setEntropies(completion.trace().entropies())
                .setSeed(11)
                .setParameters(ResolvedParameters.newBuilder()
                        .setTemperature(1)
                        .setTopK(0)
                        .setTopP(1)
                        .setMaxTokens(TOKENS)
                        .build())
                .setModelName(model.name())
                .setModelDigest(model.digest())
                .setTokenizerDigest(model.tokenizerDigest())
                .setEngine(engine)
                .setFinishReason(FinishReason.valueOf(completion.finishReason().name()))
                .setTimings(new GenerationTimings(0L, 0L, 0L))
                .setSource(new SourcePosition("drafts.prompts", 0, 1L))
                .setGeneratedAt(NOON)
                .build();
    }
}
