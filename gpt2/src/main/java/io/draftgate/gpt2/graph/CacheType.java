package io.draftgate.gpt2.graph;

import ai.onnxruntime.OnnxJavaType;
import io.draftgate.gpt2.Device;

/** The numbers in which keys and values are kept, and attention is computed. */
public enum CacheType {
    FLOAT(GraphBuilder.FLOAT, OnnxJavaType.FLOAT, Float.BYTES),
    /** 16 bits: what ONNX Runtime's attention takes on a GPU, and half of what has to be handed over. */
    HALF(GraphBuilder.FLOAT16, OnnxJavaType.FLOAT16, Short.BYTES);

    private final int graphType;
    private final OnnxJavaType javaType;
    private final int bytes;

    CacheType(int graphType, OnnxJavaType javaType, int bytes) {
        this.graphType = graphType;
        this.javaType = javaType;
        this.bytes = bytes;
    }

    public static CacheType on(Device device) {
        return device.isGpu() ? HALF : FLOAT;
    }

    int graphType() {
        return graphType;
    }

    public OnnxJavaType javaType() {
        return javaType;
    }

    public int bytes() {
        return bytes;
    }
}
