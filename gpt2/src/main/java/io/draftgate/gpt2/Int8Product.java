package io.draftgate.gpt2;

import static io.draftgate.gpt2.GraphBuilder.CONTRIB;
import static io.draftgate.gpt2.GraphBuilder.ONNX;
import static io.draftgate.gpt2.GraphBuilder.attribute;

import java.util.List;

/**
 * Products of 8-bit integers. Each row is divided by its own scale, its largest magnitude over 127, so that a token's result
 * does not depend on the rows beside it; the sums are exact in 32 bits; then the scales of column and row come back.
 */
final class Int8Product implements MatrixProduct {
    /** What a quantised matrix is called after its name. */
    static final String QUANTISED = ".int8";

    /** What the scales of its columns are called after its name. */
    static final String SCALES = ".scales";

    private final GraphBuilder graph;
    private final String one;
    private final String stepsInverse;
    private final String smallest;
    private final String flat;

    Int8Product(GraphBuilder graph) {
        this.graph = graph;
        one = graph.constant("one", 1f);
        stepsInverse = graph.constant("steps_inverse", 1f / Int8Weights.STEPS);
        // A row of zeros has no scale of its own.
        smallest = graph.constant("smallest_scale", Float.MIN_NORMAL);
        flat = graph.constant("flat", new long[] {-1});
    }

    @Override
    public String times(String x, String weight) {
        return product(x, weight, weight + ".product");
    }

    @Override
    public void head(String x, String weight, String name) {
        product(x, weight, name);
    }

    private String product(String x, String weight, String name) {
        String magnitude = graph.node(ONNX, "Abs", name + ".magnitude", List.of(x));
        String axes = graph.constant(name + ".last_axis", new long[] {-1});
        String largest = graph.node(ONNX, "ReduceMax", name + ".largest", List.of(magnitude, axes));
        String scale = graph.node(ONNX, "Mul", name + ".scale", List.of(largest, stepsInverse));
        // [rows, 1]
        String rowScale = graph.node(ONNX, "Max", name + ".row_scale", List.of(scale, smallest));
        String rowScales = graph.node(ONNX, "Reshape", name + ".row_scales", List.of(rowScale, flat));
        String quantised = graph.node(
                ONNX,
                "QuantizeLinear",
                name + ".quantised",
                List.of(x, rowScales),
                attribute("axis", 0),
                attribute("output_dtype", GraphBuilder.INT8));
        String columns = graph.node(
                CONTRIB,
                "MatMulIntegerToFloat",
                name + ".columns",
                List.of(quantised, weight + QUANTISED, one, weight + SCALES));
        return graph.node(ONNX, "Mul", name, List.of(columns, rowScale));
    }
}
