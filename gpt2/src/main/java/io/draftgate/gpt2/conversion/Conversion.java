package io.draftgate.gpt2.conversion;

import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.safetensors.StoredTensor;
import io.draftgate.gpt2.weights.Checkpoint;
import io.draftgate.gpt2.weights.PaddedHeads;
import io.draftgate.gpt2.weights.WeightNames;
import io.draftgate.gpt2.weights.Weights;
import io.draftgate.gpt2.weights.Weights.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes of a checkpoint the numbers that a graph of one precision multiplies by. Matrices may be rounded; the embeddings are
 * looked up in floats, even where one is also the output matrix; what the file holds in floats already is used where it lies.
 * Immutable.
 */
public record Conversion(Gpt2Config config, Checkpoint checkpoint, Rounding rounding) {

    /** All numbers of the graph, with as many processors as there are. */
    public Weights weights() {
        var tensors = new LinkedHashMap<>(inPlace());
        checkpoint.tensors().entrySet().parallelStream()
                .map(stored -> converted(stored.getKey(), stored.getValue()))
                .toList()
                .forEach(tensors::putAll);
        return new Weights(tensors);
    }

    /** The numbers that are used where the file holds them. */
    public Map<String, Tensor> inPlace() {
        var tensors = new LinkedHashMap<String, Tensor>();
        checkpoint.tensors().forEach((name, stored) -> {
            if (isInPlace(name, stored)) {
                tensors.put(name, Checkpoint.floats(stored));
            }
        });
        return tensors;
    }

    /** The names of the numbers that have to be made. */
    public Set<String> made() {
        var names = new TreeSet<String>();
        checkpoint.tensors().forEach((name, stored) -> {
            if (isLookedUp(name, stored) && !isInPlace(name, stored)) {
                names.add(name);
            }
            if (isRounded(name, stored)) {
                names.addAll(rounding.names(name));
            }
        });
        return names;
    }

    private Map<String, Tensor> converted(String name, StoredTensor stored) {
        var tensors = new LinkedHashMap<String, Tensor>();
        boolean isRounded = isRounded(name, stored);
        boolean isWidened = isLookedUp(name, stored) && !isInPlace(name, stored);
        if (!isRounded && !isWidened) {
            return tensors;
        }
        Tensor floats = PaddedHeads.of(config).pad(name, Checkpoint.floats(stored));
        if (isWidened) {
            tensors.put(name, floats);
        }
        if (isRounded) {
            tensors.putAll(rounding.round(name, floats, !name.equals(head())));
        }
        return tensors;
    }

    private boolean isInPlace(String name, StoredTensor stored) {
        return isLookedUp(name, stored)
                && stored.isFloats()
                && !PaddedHeads.of(config).pads(name);
    }

    private boolean isLookedUp(String name, StoredTensor stored) {
        return !rounds() || stored.shape().size() != 2 || isEmbedding(name);
    }

    private boolean isRounded(String name, StoredTensor stored) {
        return rounds() && stored.shape().size() == 2 && (name.equals(head()) || !isEmbedding(name));
    }

    private boolean rounds() {
        return !(rounding instanceof Rounding.None);
    }

    private String head() {
        return config.tiedHead() ? WeightNames.TOKEN_EMBEDDING : WeightNames.HEAD;
    }

    private static boolean isEmbedding(String name) {
        return name.equals(WeightNames.TOKEN_EMBEDDING) || name.equals(WeightNames.POSITION_EMBEDDING);
    }
}
