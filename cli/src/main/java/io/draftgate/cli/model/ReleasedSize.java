package io.draftgate.cli.model;

import io.draftgate.gpt2.Gpt2Config;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The shapes in which GPT-2 was released, and one for quick tries.
 *
 * @see <a href="https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf">Radford
 *     et al. 2019, table 2</a>
 */
enum ReleasedSize {
    TINY(512, 64, 32, 2, 4),
    SIZE_124M(50_257, 1024, 768, 12, 12),
    SIZE_355M(50_257, 1024, 1024, 24, 16),
    SIZE_774M(50_257, 1024, 1280, 36, 20),
    SIZE_1558M(50_257, 1024, 1600, 48, 25);

    private final int vocabularySize;
    private final int contextLength;
    private final int width;
    private final int layers;
    private final int heads;

    ReleasedSize(int vocabularySize, int contextLength, int width, int layers, int heads) {
        this.vocabularySize = vocabularySize;
        this.contextLength = contextLength;
        this.width = width;
        this.layers = layers;
        this.heads = heads;
    }

    Gpt2Config config() {
        return Gpt2Config.of(vocabularySize, contextLength, width, layers, heads);
    }

    /** As people call it, e.g. {@code 124M}; upper and lower case are the same. */
    String typed() {
        return this == TINY ? "tiny" : name().replace("SIZE_", "");
    }

    /** What may be typed, for the help text. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(ReleasedSize::typed).iterator();
        }
    }

    /** Reads what was typed. */
    static final class Converter implements ITypeConverter<ReleasedSize> {
        @Override
        public ReleasedSize convert(String typed) {
            return Arrays.stream(values())
                    .filter(size -> size.typed().equalsIgnoreCase(typed))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + typed + "' is none of " + String.join(", ", new Names())));
        }
    }
}
