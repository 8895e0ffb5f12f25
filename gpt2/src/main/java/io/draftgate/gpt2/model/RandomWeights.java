package io.draftgate.gpt2.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.gpt2.folder.ConfigReader;
import io.draftgate.gpt2.safetensors.ElementType;
import io.draftgate.gpt2.safetensors.SafetensorsWriter;
import io.draftgate.gpt2.tokenizer.ByteAlphabet;
import io.draftgate.gpt2.tokenizer.TokenizerReader;
import io.draftgate.gpt2.weights.WeightNames;
import io.draftgate.gpt2.weights.WeightsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes the folder of a GPT-2 of any shape whose weights are random numbers: for tests, and to measure speed without a
 * download. Its text is noise. Immutable.
 *
 * @param config at least {@value #SMALLEST_VOCABULARY} and at most {@value #LARGEST_VOCABULARY} tokens
 * @param seed the same seed gives the same files
 * @param elementType of all weights
 * @param prefixed whether tensors are called {@code transformer.h.0...} as newer exports have it
 * @param maskBuffers whether to add the attention masks that older exports hold
 */
public record RandomWeights(
        Gpt2Config config, long seed, ElementType elementType, boolean prefixed, boolean maskBuffers) {
    /** All bytes and {@code <|endoftext|>}. */
    static final int SMALLEST_VOCABULARY = 257;

    /** All bytes, all pairs of bytes and {@code <|endoftext|>}. */
    static final int LARGEST_VOCABULARY = 256 + 256 * 256 + 1;

    public RandomWeights {
        if (config.vocabularySize() < SMALLEST_VOCABULARY || config.vocabularySize() > LARGEST_VOCABULARY) {
            throw new InvalidFieldException(
                    "vocab_size", config.vocabularySize(), SMALLEST_VOCABULARY + " to " + LARGEST_VOCABULARY);
        }
    }

    /** Writes F32 weights, laid out as the released GPT-2 was. */
    public static void write(Path folder, Gpt2Config config, long seed) throws IOException {
        new RandomWeights(config, seed, ElementType.F32, false, false).write(folder);
    }

    /** Writes {@code config.json}, {@code model.safetensors}, {@code vocab.json} and {@code merges.txt}. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(ConfigReader.FILE), configJson());
        writeTokenizer(folder);
        var random = new SplittableRandom(seed);
        var writer = new SafetensorsWriter(elementType);
        String prefix = prefixed ? "transformer." : "";
        WeightNames.shapes(config).forEach((name, shape) -> {
            // The output matrix belongs to no transformer: its name never has the prefix.
            String stored = name.equals(WeightNames.HEAD) ? name : prefix + name;
            writer.add(stored, shape, numbers(name, shape, random.split()));
        });
        if (maskBuffers) {
            long context = config.contextLength();
            for (int i = 0; i < config.layers(); i++) {
                String mask = prefix + WeightNames.layer(i, "attn.bias");
                writer.add(mask, List.of(1L, 1L, context, context), () -> 1);
                writer.add(prefix + WeightNames.layer(i, "attn.masked_bias"), List.of(), () -> -10_000);
            }
        }
        writer.write(folder.resolve(WeightsReader.SINGLE));
    }

    /** Uniform numbers of a variance that keeps activations near 1, so that a wrong connection shows. */
    private static SafetensorsWriter.Numbers numbers(String name, List<Long> shape, SplittableRandom random) {
        boolean isNormGain = name.contains("ln_") && name.endsWith(".weight");
        boolean isMatrix = shape.size() == 2 && !name.startsWith("w");
        double mean = isNormGain ? 1 : 0;
        double deviation = isMatrix ? 1 / Math.sqrt(shape.get(name.equals(WeightNames.HEAD) ? 1 : 0)) : 0.1;
        double halfWidth = Math.sqrt(3) * deviation;
        return () -> (float) (mean + halfWidth * (2 * random.nextDouble() - 1));
    }

    private String configJson() {
        return new ObjectMapper()
                .createObjectNode()
                .put("model_type", "gpt2")
                .put("vocab_size", config.vocabularySize())
                .put("n_positions", config.contextLength())
                .put("n_embd", config.width())
                .put("n_layer", config.layers())
                .put("n_head", config.heads())
                .put("n_inner", config.innerWidth())
                .put("layer_norm_epsilon", config.layerNormEpsilon())
                .put("activation_function", config.activation().configName())
                .put("tie_word_embeddings", config.tiedHead())
                .put("scale_attn_by_inverse_layer_idx", config.scaleByLayer())
                .toPrettyString();
    }

    /** A vocabulary of all bytes, as many pairs of bytes as fit, and the end of text last. */
    private void writeTokenizer(Path folder) throws IOException {
        var alphabet = new ByteAlphabet();
        ObjectNode vocabulary = new ObjectMapper().createObjectNode();
        for (int value = 0; value < 256; value++) {
            vocabulary.put(String.valueOf(alphabet.character(value)), value);
        }
        var merges = new StringBuilder("#version: 0.2\n");
        for (int pair = 0; vocabulary.size() < config.vocabularySize() - 1; pair++) {
            char left = alphabet.character(pair / 256);
            char right = alphabet.character(pair % 256);
            vocabulary.put("" + left + right, vocabulary.size());
            merges.append(left).append(' ').append(right).append('\n');
        }
        vocabulary.put("<|endoftext|>", vocabulary.size());
        Files.writeString(folder.resolve(TokenizerReader.VOCABULARY), vocabulary.toString(), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve(TokenizerReader.MERGES), merges, StandardCharsets.UTF_8);
    }
}
