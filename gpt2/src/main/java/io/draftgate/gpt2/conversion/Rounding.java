package io.draftgate.gpt2.conversion;

import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.graph.BlockProduct;
import io.draftgate.gpt2.graph.Int8Product;
import io.draftgate.gpt2.weights.Weights.Tensor;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a matrix before it is multiplied by. One precision may be rounded in more than one way, because the kernels of
 * one processor keep a promise that those of another break. Implementations are immutable.
 */
public sealed interface Rounding {

    /**
     * The way of rounding with which this machine's kernels are exact and give a row the same bits whatever rows are beside it.
     * Takes some milliseconds: small products are tried.
     */
    static Rounding of(Precision precision) {
        return switch (precision) {
            case F32 -> new None();
            case INT8 -> new Bytes(KernelTrial.isExactInSignedBytes());
            case INT4 -> new Blocks(KernelTrial.blockThatKeepsRowsAlike());
        };
    }

    /** Lower case, e.g. {@code int4-block32}; the same weights rounded under the same name are the same numbers. */
    String label();

    /** What {@link #round} makes of a matrix of this name. */
    List<String> names(String name);

    /**
     * The weights that the graph multiplies by.
     *
     * @param isInputFirst whether the matrix is [in, out], a layer's, else [out, in], the output matrix
     */
    Map<String, Tensor> round(String name, Tensor matrix, boolean isInputFirst);

    /** 32-bit floats, used as they are. */
    record None() implements Rounding {

        @Override
        public String label() {
            return Precision.F32.precisionName();
        }

        @Override
        public List<String> names(String name) {
            return List.of(name);
        }

        @Override
        public Map<String, Tensor> round(String name, Tensor matrix, boolean isInputFirst) {
            return Map.of(name, matrix);
        }
    }

    /**
     * 8 bits, a scale for each output.
     *
     * @param isSigned around 0, else unsigned around 128; the integers multiplied are the same
     */
    record Bytes(boolean isSigned) implements Rounding {

        @Override
        public String label() {
            return Precision.INT8.precisionName() + (isSigned ? "" : "-unsigned");
        }

        @Override
        public List<String> names(String name) {
            return List.of(name + Int8Product.QUANTISED, name + Int8Product.SCALES);
        }

        @Override
        public Map<String, Tensor> round(String name, Tensor matrix, boolean isInputFirst) {
            return Int8Weights.round(name, matrix, isInputFirst, isSigned);
        }
    }

    /**
     * 4 bits, 8 for the output matrix, a scale for each block.
     *
     * @param size neighbouring inputs of an output that share a scale
     */
    record Blocks(int size) implements Rounding {

        @Override
        public String label() {
            return Precision.INT4.precisionName() + "-block" + size;
        }

        @Override
        public List<String> names(String name) {
            return List.of(name + BlockProduct.QUANTISED, name + BlockProduct.SCALES);
        }

        @Override
        public Map<String, Tensor> round(String name, Tensor matrix, boolean isInputFirst) {
            int bits = isInputFirst ? BlockProduct.LAYER_BITS : BlockProduct.HEAD_BITS;
            return new BlockWeights(size, bits).round(name, matrix, isInputFirst);
        }
    }
}
