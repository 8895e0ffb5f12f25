package io.draftgate.cli.model;

import io.draftgate.gpt2.Precision;
import picocli.CommandLine.Option;

/** The option that says how exactly a model is computed. */
public final class PrecisionOption {

    @Option(
            names = "--precision",
            paramLabel = "f32|int8|int4",
            description = "How exactly to compute; int8 and int4 are faster and write other texts (default: f32).")
    private Precision precision = Precision.F32;

    public Precision precision() {
        return precision;
    }
}
