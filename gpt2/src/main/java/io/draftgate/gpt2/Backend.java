package io.draftgate.gpt2;

import java.util.Locale;

/** How an engine cuts its work into runs of ONNX Runtime. On the CPU both write the same tokens. */
public enum Backend {
    /** One run a token: the host draws, and a sequence joins or leaves after every token. */
    STEP,
    /**
     * One run for several tokens, drawn inside the graph: for devices, between whose memory and the host's the KV-cache would
     * else travel for every token. Sequences join and leave between chunks.
     */
    CHUNK,
    /** {@link #CHUNK} on a GPU, {@link #STEP} on the CPU. */
    AUTO;

    /** Lower case, e.g. {@code chunk}. */
    public String backendName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it comes to on a device: never {@link #AUTO}. */
    public Backend on(Device device) {
        if (this != AUTO) {
            return this;
        }
        return device.isGpu() ? CHUNK : STEP;
    }
}
