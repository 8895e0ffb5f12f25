package io.draftgate.cli.evaluation;

import io.draftgate.gpt2.Completion;
import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Has a model write after many prompts, as many at a time as the engine takes. Immutable. */
record Writing(Gpt2 model, Engine engine) {

    /** Hears how many texts are written. */
    @FunctionalInterface
    interface Progress {
        void done(int texts);
    }

    /** One completion for each prompt, in their order. */
    List<Completion> write(List<List<Integer>> prompts, SamplingParameters parameters, Progress progress)
            throws InterruptedException, ExecutionException {
        List<CompletableFuture<Completion>> texts = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            var text = new CompletableFuture<Completion>();
            texts.add(text);
            engine.submit(GenerationRequest.of("example-" + i, prompts.get(i), parameters), new GenerationListener() {
                @Override
                public void completed(Generation generation) {
                    text.complete(generation.completions().get(0));
                }

                @Override
                public void failed(String id, String reason) {
                    text.completeExceptionally(new IllegalStateException(reason));
                }
            });
        }
        List<Completion> written = new ArrayList<>();
        for (CompletableFuture<Completion> text : texts) {
            written.add(text.get());
            progress.done(written.size());
        }
        return written;
    }

    /** The last tokens of a text that leave room for {@code newTokens}. */
    List<Integer> lastTokens(String text, int newTokens) {
        int[] tokens = model.tokenizer().encode(text);
        int room = model.config().contextLength() - newTokens;
        return boxed(Arrays.copyOfRange(tokens, Math.max(0, tokens.length - room), tokens.length));
    }

    /** The first tokens of {@code text}, and all of {@code end}, that leave room for {@code newTokens}. */
    List<Integer> firstTokens(String text, String end, int newTokens) {
        int[] closing = model.tokenizer().encode(end);
        int[] tokens = model.tokenizer().encode(text);
        int room = Math.max(0, model.config().contextLength() - newTokens - closing.length);
        List<Integer> all = new ArrayList<>(boxed(Arrays.copyOf(tokens, Math.min(room, tokens.length))));
        all.addAll(boxed(closing));
        return all;
    }

    private static List<Integer> boxed(int[] tokens) {
        return Arrays.stream(tokens).boxed().toList();
    }
}
