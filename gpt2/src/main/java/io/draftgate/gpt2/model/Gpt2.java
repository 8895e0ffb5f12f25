package io.draftgate.gpt2.model;

import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.ModelFormatException;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.conversion.Conversion;
import io.draftgate.gpt2.conversion.Rounding;
import io.draftgate.gpt2.folder.ConfigReader;
import io.draftgate.gpt2.folder.FileDigests;
import io.draftgate.gpt2.folder.ModelFiles;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import io.draftgate.gpt2.tokenizer.TokenizerReader;
import io.draftgate.gpt2.weights.Checkpoint;
import io.draftgate.gpt2.weights.Weights;
import io.draftgate.gpt2.weights.WeightsReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A GPT-2: its shape, its weights and its tokenizer. Immutable and thread-safe; any number of engines and scorers can run on
 * one model.
 *
 * <pre>{@code
 * try (Gpt2 model = Gpt2.open(Path.of("gpt2"));
 *         Engine engine = Engine.start(model, EngineOptions.defaults())) {
 *     engine.submit(request, listener);
 * }
 * }</pre>
 */
public final class Gpt2 implements AutoCloseable {
    /** The model's card, beside its weights; a model may have none. */
    public static final String CARD = "MODEL_CARD.md";

    /** What the model that comes with Draftgate is called. */
    public static final String BUNDLED = "storybook-7m";

    private static final int MOST_CARD_BYTES = 1 << 20;

    private final String name;
    private final Gpt2Config config;
    private final BytePairEncoding tokenizer;
    private final CompletableFuture<String> digest;
    private final String tokenizerDigest;
    private final Optional<String> card;
    private final Optional<String> cardDigest;
    private final AtomicReference<@Nullable Checkpoint> checkpoint;

    private final Optional<WeightCache> weightCache;

    private Gpt2(ModelFiles files, Optional<WeightCache> weightCache) {
        this.weightCache = weightCache;
        name = files.modelName();
        config = ConfigReader.read(files);
        tokenizer = new TokenizerReader(files).read();
        if (tokenizer.vocabularySize() != config.vocabularySize()) {
            throw new ModelFormatException(files.name(TokenizerReader.VOCABULARY) + " has "
                    + tokenizer.vocabularySize() + " tokens, " + ConfigReader.FILE + " asks for vocab_size "
                    + config.vocabularySize() + "; take both from one model");
        }
        checkpoint = new AtomicReference<>(new WeightsReader(files).read(config));
        tokenizerDigest = FileDigests.digest(files, List.of(TokenizerReader.MERGES, TokenizerReader.VOCABULARY));
        card = files.has(CARD)
                ? Optional.of(new String(files.read(CARD, MOST_CARD_BYTES), StandardCharsets.UTF_8))
                : Optional.empty();
        cardDigest = card.map(text -> FileDigests.ofFile(files, CARD));
        var digested = new ArrayList<>(List.of(ConfigReader.FILE));
        digested.addAll(WeightsReader.weightFiles(files));
        // Half a gigabyte takes a second to digest; it can pass while the engine starts.
        digest = CompletableFuture.supplyAsync(() -> FileDigests.digest(files, digested));
    }

    /**
     * Opens a folder as Hugging Face lays it out: {@code config.json}, {@code model.safetensors} (or the shards of {@code
     * model.safetensors.index.json}), {@code vocab.json}, {@code merges.txt}. F32 weights are read where they lie.
     *
     * @throws ModelFormatException with one line that names the file, what is wrong and what is expected
     */
    public static Gpt2 open(Path folder) {
        return new Gpt2(ModelFiles.in(folder), Optional.empty());
    }

    /**
     * Opens a folder, and keeps what has to be converted of its weights for the next time.
     *
     * @throws ModelFormatException with one line that names the file, what is wrong and what is expected
     */
    public static Gpt2 open(Path folder, WeightCache weightCache) {
        return new Gpt2(ModelFiles.in(folder), Optional.of(weightCache));
    }

    /** The model in this module's jar: 6.9 million weights, storybook English, context 256. */
    public static Gpt2 bundled() {
        return new Gpt2(ModelFiles.bundled(BUNDLED), Optional.empty());
    }

    /** The folder's name. */
    public String name() {
        return name;
    }

    public Gpt2Config config() {
        return config;
    }

    public BytePairEncoding tokenizer() {
        return tokenizer;
    }

    /**
     * Names weights and shape: {@code sha256:} and the SHA-256 of what {@code sha256sum config.json model.safetensors} prints
     * (of a sharded model: all shards, in the order of their names). Waits until the files are read once.
     */
    public String digest() {
        return digest.join();
    }

    /** Names the tokenizer: {@code sha256:} and the SHA-256 of what {@code sha256sum merges.txt vocab.json} prints. */
    public String tokenizerDigest() {
        return tokenizerDigest;
    }

    /** The model's card in Markdown, if there is one beside its weights. */
    public Optional<String> card() {
        return card;
    }

    /** {@code sha256:} and the SHA-256 of the card. */
    public Optional<String> cardDigest() {
        return cardDigest;
    }

    /** Lets go of the weights; engines and scorers that run keep theirs until they are closed. */
    @Override
    public void close() {
        checkpoint.set(null);
    }

    /**
     * The numbers that a graph of this precision multiplies by.
     *
     * @throws ModelFormatException if there is not enough memory for them
     */
    public Weights weights(Precision precision) {
        var conversion = new Conversion(config, checkpoint(), Rounding.of(precision));
        try {
            return weightCache.isPresent() ? weightCache.get().weights(conversion, digest()) : conversion.weights();
        } catch (OutOfMemoryError e) {
            throw new ModelFormatException(
                    name + " takes " + ((config.parameters() * Float.BYTES) >> 20)
                            + " MiB in 32 bits, more than there is; raise -XX:MaxDirectMemorySize or use int8",
                    e);
        }
    }

    private Checkpoint checkpoint() {
        Checkpoint open = checkpoint.get();
        if (open == null) {
            throw new IllegalStateException("the model " + name + " is closed");
        }
        return open;
    }
}
