package io.draftgate.detection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.feature.Reading;
import io.draftgate.detection.policy.Decision;
import io.draftgate.detection.policy.Policy;
import io.draftgate.detection.policy.Route;
import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnDraftsTest {

    private static final List<String> PROMPTS = List.of(
            "Once upon a time",
            "The ship had been three weeks at sea when",
            "LONDON, Monday. The minister said",
            "Question: Who built the bridge?\nAnswer:");

    @Test
    void shouldPublishMostOfWhatThePipelineWritesWithTheUsualSettings() {
        Policy policy = Policy.bundled();
        try (Gpt2 model = Gpt2.bundled();
                Engine engine = Engine.start(model, EngineOptions.defaults());
                Detector detector = Detector.bundled()) {
            List<Completion> drafts = write(model, engine, new SamplingParameters(0.8, 40, 1, List.of(), 80, 0), 5);

            List<Decision> decisions = drafts.stream()
                    .map(draft -> policy.decide(
                            draft.text(),
                            detector.detect(SuspectText.of(
                                    draft.text(), new Reading(draft.tokenIds(), draft.trace()), model.digest()))))
                    .toList();

            long published = decisions.stream()
                    .filter(decision -> decision.route() == Route.PUBLISH)
                    .count();
            assertTrue(published >= 0.75 * drafts.size(), () -> published + " of " + decisions);
        }
    }

    private static List<Completion> write(Gpt2 model, Engine engine, SamplingParameters parameters, int each) {
        List<CompletableFuture<Completion>> drafts = new ArrayList<>();
        for (int i = 0; i < PROMPTS.size() * each; i++) {
            List<Integer> prompt = IntStream.of(model.tokenizer().encode(PROMPTS.get(i % PROMPTS.size())))
                    .boxed()
                    .toList();
            SamplingParameters seeded = new SamplingParameters(
                    parameters.shaping().temperature(),
                    parameters.shaping().topK(),
                    parameters.shaping().topP(),
                    parameters.ending().stop(),
                    parameters.maxTokens(),
                    i);
            CompletableFuture<Completion> draft = new CompletableFuture<>();
            drafts.add(draft);
            engine.submit(GenerationRequest.of("draft-" + i, prompt, seeded), new GenerationListener() {
                @Override
                public void completed(Generation generation) {
                    draft.complete(generation.completions().get(0));
                }

                @Override
                public void failed(String id, String reason) {
                    draft.completeExceptionally(new IllegalStateException(reason));
                }
            });
        }
        return drafts.stream().map(CompletableFuture::join).toList();
    }
}
