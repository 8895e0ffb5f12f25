package io.draftgate.gpt2.model;

import io.draftgate.gpt2.conversion.Conversion;
import io.draftgate.gpt2.weights.Weights;
import io.draftgate.gpt2.weights.Weights.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A folder of converted weights, so that a model is rounded or widened only the first time that it is used. Named by the
 * model's digest and the precision; a file comes there whole, and is believed only if its checksum is right. Without room or
 * right to write there, every start converts anew. Thread-safe; processes may share the folder.
 */
public final class WeightCache {
    /** Two precisions of the largest released size, and some of the smaller. */
    public static final long DEFAULT_BYTES = 16L << 30;

    private static final System.Logger LOGGER = System.getLogger(WeightCache.class.getName());

    private final WeightFolder folder;
    private final long leastBytes;

    /**
     * A cache that makes its folder when it needs it.
     *
     * @param mostBytes of all files; the ones that were not used longest make room
     * @param leastBytes of one file; less is not worth a file, and made anew each time
     */
    public WeightCache(Path folder, long mostBytes, long leastBytes) {
        this.folder = new WeightFolder(folder, mostBytes);
        this.leastBytes = leastBytes;
    }

    /**
     * The numbers of a conversion: what the model's own files hold where they hold it, the rest from this folder.
     *
     * @param modelDigest as {@link Gpt2#digest} tells it
     */
    Weights weights(Conversion conversion, String modelDigest) {
        if (conversion.made().isEmpty()) {
            return conversion.weights();
        }
        String name = modelDigest.substring(modelDigest.indexOf(':') + 1) + "-"
                + conversion.rounding().label() + "-" + StoredWeights.LAYOUT + ".safetensors";
        Optional<Map<String, Tensor>> known = known(name, conversion);
        if (known.isPresent()) {
            var tensors = new LinkedHashMap<>(conversion.inPlace());
            tensors.putAll(known.get());
            return new Weights(tensors);
        }
        Weights made = conversion.weights();
        keep(name, conversion, made);
        return made;
    }

    private Optional<Map<String, Tensor>> known(String name, Conversion conversion) {
        try {
            Optional<Path> file = folder.find(name);
            return file.isPresent() ? Optional.of(StoredWeights.read(file.get(), conversion.made())) : Optional.empty();
        } catch (IOException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "converted weights cannot be used, they are made anew: {0}",
                    e.getMessage());
            return Optional.empty();
        }
    }

    private void keep(String name, Conversion conversion, Weights weights) {
        var made = new LinkedHashMap<>(weights.tensors());
        made.keySet().retainAll(conversion.made());
        if (made.values().stream()
                        .mapToLong(tensor -> tensor.numbers().remaining())
                        .sum()
                < leastBytes) {
            return;
        }
        try {
            folder.put(name, StoredWeights.file(made));
        } catch (IOException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "converted weights cannot be kept, the next start makes them again: {0}",
                    e.getMessage());
        }
    }
}
