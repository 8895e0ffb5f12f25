package io.draftgate.cli.bench;

import io.draftgate.gpt2.Generation;
import io.draftgate.gpt2.GenerationListener;
import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.engine.Engine;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Hands an engine one short request after another, each different, and keeps nothing of what it writes. Confined to the thread
 * that calls {@link #serve}; listeners are called by the engine's.
 */
final class Soak implements GenerationListener {

    private static final int MOST_PROMPT_TOKENS = 8;
    private static final int MOST_NEW_TOKENS = 8;

    private final Engine engine;
    private final int vocabularySize;
    private final int endOfText;
    private final int room;
    private final Semaphore free;
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private long submitted;

    /** @param endOfText a token that prompts do without */
    Soak(Engine engine, int vocabularySize, int endOfText) {
        this.engine = engine;
        this.vocabularySize = vocabularySize;
        this.endOfText = endOfText;
        room = 4 * engine.slots();
        free = new Semaphore(room);
    }

    /**
     * Serves some more requests, and waits for the last of them.
     *
     * @throws IllegalStateException if one of them failed
     */
    void serve(long requests) throws InterruptedException {
        for (long i = 0; i < requests; i++) {
            free.acquire();
            engine.submit(request(submitted++), this);
        }
        free.acquire(room);
        free.release(room);
        if (failure.get() != null) {
            throw new IllegalStateException("a request failed: " + failure.get());
        }
    }

    @Override
    public void completed(Generation generation) {
        free.release();
    }

    @Override
    public void failed(String id, String reason) {
        failure.compareAndSet(null, reason);
        free.release();
    }

    private GenerationRequest request(long number) {
        var random = new SplittableRandom(number);
        List<Integer> prompt = IntStream.range(0, 1 + random.nextInt(MOST_PROMPT_TOKENS))
                .mapToObj(i -> token(random))
                .toList();
        var parameters = new SamplingParameters(1, 40, 1, List.of("\n"), 1 + random.nextInt(MOST_NEW_TOKENS), number);
        return new GenerationRequest("soak-" + number, prompt, parameters, 1 + random.nextInt(2), false);
    }

    private int token(SplittableRandom random) {
        int token = random.nextInt(vocabularySize);
        return token == endOfText ? 0 : token;
    }
}
