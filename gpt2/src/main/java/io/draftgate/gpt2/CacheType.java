package io.draftgate.gpt2;

import ai.onnxruntime.OnnxJavaType;

/** The numbers in which keys and values are kept, and attention is computed. */
enum CacheType {
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

    static CacheType on(Device device) {
        return device.isGpu() ? HALF : FLOAT;
    }

    int graphType() {
        return graphType;
    }

    OnnxJavaType javaType() {
        return javaType;
    }

    int bytes() {
        return bytes;
    }
}
