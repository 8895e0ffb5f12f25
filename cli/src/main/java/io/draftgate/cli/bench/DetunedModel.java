package io.draftgate.cli.bench;

import io.draftgate.gpt2.model.Gpt2;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A model that differs from the bundled one as little as another training run would at most: same shape, same tokenizer, and the
 * last four of the ten bits of every weight drawn anew, a change of half a per cent on the average.
 */
final class DetunedModel {
    private static final String BUNDLED = "/io/draftgate/gpt2/storybook-7m/";
    private static final String WEIGHTS = "model.safetensors";
    private static final int LAST_BITS = 0xF;

    private DetunedModel() {}

    /** Writes it into a folder. */
    static Gpt2 write(Path folder, long seed) throws IOException {
        for (String name : List.of("config.json", "vocab.json", "merges.txt")) {
            Files.write(folder.resolve(name), bundled(name));
        }
        ByteBuffer weights = ByteBuffer.wrap(bundled(WEIGHTS)).order(ByteOrder.LITTLE_ENDIAN);
        SplittableRandom random = new SplittableRandom(seed);
        int begin = Math.toIntExact(Long.BYTES + weights.getLong(0));
        for (int at = begin; at < weights.capacity(); at += Short.BYTES) {
            weights.putShort(at, (short) (weights.getShort(at) ^ random.nextInt(LAST_BITS + 1)));
        }
        Files.write(folder.resolve(WEIGHTS), weights.array());
        return Gpt2.open(folder);
    }

    private static byte[] bundled(String name) throws IOException {
        try (InputStream in = Gpt2.class.getResourceAsStream(BUNDLED + name)) {
            if (in == null) {
                throw new NoSuchFileException(BUNDLED + name);
            }
            return in.readAllBytes();
        }
    }
}
