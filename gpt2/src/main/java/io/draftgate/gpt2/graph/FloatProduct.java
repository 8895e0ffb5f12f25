package io.draftgate.gpt2.graph;

import static io.draftgate.gpt2.graph.GraphBuilder.ONNX;
import static io.draftgate.gpt2.graph.GraphBuilder.attribute;

import java.util.List;

/** Products of 32-bit floats. */
record FloatProduct(GraphBuilder graph) implements MatrixProduct {

    @Override
    public String times(String x, String weight) {
        return graph.node(ONNX, "MatMul", weight + ".product", List.of(x, weight));
    }

    @Override
    public void head(String x, String weight, String name) {
        graph.node(ONNX, "Gemm", name, List.of(x, weight), attribute("transB", 1));
    }
}
