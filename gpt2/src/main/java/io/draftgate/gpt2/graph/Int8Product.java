package io.draftgate.gpt2.graph;

import static io.draftgate.gpt2.graph.GraphBuilder.CONTRIB;
import static io.draftgate.gpt2.graph.GraphBuilder.ONNX;
import static io.draftgate.gpt2.graph.GraphBuilder.attribute;

import ai.onnxruntime.OnnxJavaType;
import io.draftgate.gpt2.weights.Weights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Products of 8-bit integers. Each row is divided by its own scale, its largest magnitude over 127, so that a token's result
 * does not depend on the rows beside it; the sums are exact in 32 bits; then the scales of column and row come back. Rows are
 * stored as unsigned numbers around 128, the form that ONNX Runtime has a fast kernel for, and columns as signed numbers or as
 * unsigned ones, too, see {@code KernelTrial}. A row of zeros has the scale 0, which also undoes whatever integers come of it.
 * Confined to one call.
 */
public final class Int8Product implements MatrixProduct {
    /** What a quantised matrix is called after its name. */
    public static final String QUANTISED = ".int8";

    /** What the scales of its columns are called after its name. */
    public static final String SCALES = ".scales";

    /** Integers from -127 to 127: without -128 they are symmetric. */
    public static final int STEPS = 127;

    /** Of unsigned numbers. */
    public static final int ZERO_POINT = 128;

    private final GraphBuilder graph;
    private final Weights weights;
    private final String one;
    private final String stepsInverse;
    private final String zeroPoint;
    private final String zeroPointAsList;
    private final String lastAxis;
    private final String flat;
    /** Every product inside the layers has as many rows as the first. */
    private @Nullable String layerZeroPoints;

    Int8Product(GraphBuilder graph, Weights weights) {
        this.graph = graph;
        this.weights = weights;
        one = graph.constant("one", 1f);
        stepsInverse = graph.constant("steps_inverse", 1f / STEPS);
        zeroPoint = graph.unsignedByte("zero_point", ZERO_POINT, false);
        zeroPointAsList = graph.unsignedByte("zero_point_as_list", ZERO_POINT, true);
        lastAxis = graph.constant("last_axis", new long[] {-1});
        flat = graph.constant("flat", new long[] {-1});
    }

    @Override
    public String times(String x, String weight) {
        String name = weight + ".product";
        String rowScale = rowScale(x, name);
        String rowScales = flat(rowScale, name);
        if (layerZeroPoints == null) {
            layerZeroPoints = zeroPoints(rowScales, name);
        }
        return product(x, weight, name, rowScale, rowScales, layerZeroPoints);
    }

    @Override
    public void head(String x, String weight, String name) {
        String rowScale = rowScale(x, name);
        String rowScales = flat(rowScale, name);
        product(x, weight, name, rowScale, rowScales, zeroPoints(rowScales, name));
    }

    /** [rows, 1] */
    private String rowScale(String x, String name) {
        String magnitude = graph.node(ONNX, "Abs", name + ".magnitude", List.of(x));
        String largest = graph.node(ONNX, "ReduceMax", name + ".largest", List.of(magnitude, lastAxis));
        return graph.node(ONNX, "Mul", name + ".row_scale", List.of(largest, stepsInverse));
    }

    private String flat(String rowScale, String name) {
        return graph.node(ONNX, "Reshape", name + ".row_scales", List.of(rowScale, flat));
    }

    /** [rows] */
    private String zeroPoints(String rowScales, String name) {
        String rows = graph.node(ONNX, "Shape", name + ".rows", List.of(rowScales));
        return graph.node(ONNX, "Expand", name + ".zero_points", List.of(zeroPointAsList, rows));
    }

    private String product(String x, String weight, String name, String rowScale, String rowScales, String zeroPoints) {
        String quantised = graph.node(
                ONNX, "QuantizeLinear", name + ".quantised", List.of(x, rowScales, zeroPoints), attribute("axis", 0));
        boolean isSigned = weights.tensor(weight + QUANTISED).type() == OnnxJavaType.INT8;
        String columns = graph.node(
                CONTRIB,
                "MatMulIntegerToFloat",
                name + ".columns",
                List.of(quantised, weight + QUANTISED, one, weight + SCALES, zeroPoint, isSigned ? "" : zeroPoint));
        return graph.node(ONNX, "Mul", name, List.of(columns, rowScale));
    }
}
