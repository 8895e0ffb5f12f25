package io.draftgate.gpt2;

import java.util.Locale;

/** What ONNX Runtime computes with. */
public enum Provider {
    CPU,
    /** NVIDIA; needs the build with the profile {@code gpu}, a driver and the libraries of CUDA 12. */
    CUDA;

    /** Lower case, e.g. {@code cuda}. */
    public String providerName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
