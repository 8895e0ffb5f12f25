package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.Backend;
import io.draftgate.gpt2.Device;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.forward.ChunkPass;
import io.draftgate.gpt2.forward.ForwardPass;
import io.draftgate.gpt2.model.Gpt2;

/**
 * What an engine is made of, by its options.
 *
 * @param identity of what computes: everything but the engine's own version
 * @param rounds the back end, its sessions open
 * @param counters of what happens in it
 */
record EngineParts(String identity, Rounds.Opening rounds, EngineCounters counters) {
    /** Attention in 16 bits; and sums in an order that depends on the shape of the batch, so that near-ties can fall otherwise. */
    private static final String GPU = " attention-f16 batch-dependent";

    static EngineParts open(Gpt2 model, EngineOptions options) {
        return switch (options.backend().on(options.device())) {
            case STEP -> step(model, options);
            case CHUNK, AUTO -> chunk(model, options);
        };
    }

    private static EngineParts step(Gpt2 model, EngineOptions options) {
        ForwardPass pass =
                ForwardPass.open(model.config(), model.weights(options.precision()), options, mostRows(options));
        var counters = new EngineCounters();
        return new EngineParts(
                identity(pass.runtimeVersion(), options),
                outcomes -> new Batch(model, pass, options, counters, outcomes),
                counters);
    }

    private static EngineParts chunk(Gpt2 model, EngineOptions options) {
        ChunkPass pass = ChunkPass.open(model.config(), model.weights(options.precision()), options);
        var counters = new EngineCounters();
        return new EngineParts(
                identity(pass.runtimeVersion(), options),
                outcomes -> {
                    var step = new LateRounds(() -> late(model, options, counters, outcomes), outcomes);
                    return new ChunkBatch(model, pass, step, options.slots(), outcomes);
                },
                counters);
    }

    private static Batch late(Gpt2 model, EngineOptions options, EngineCounters counters, Rounds.Outcomes outcomes) {
        ForwardPass pass =
                ForwardPass.open(model.config(), model.weights(options.precision()), options, mostRows(options));
        return new Batch(model, pass, options.withPrefixCacheBytes(0), counters, outcomes);
    }

    /** A step asks for one distribution a slot; reading what was written, for one a token. */
    private static int mostRows(EngineOptions options) {
        return Math.max(options.slots(), ForwardPass.WRITTEN_PIECE);
    }

    private static String identity(String runtimeVersion, EngineOptions options) {
        Device device = options.device();
        String backend = options.backend().on(device) == Backend.STEP ? "" : " chunk";
        String where = device.isGpu() ? device.provider().providerName() + ":" + device.number() : "cpu";
        return "onnxruntime/" + runtimeVersion + " " + where + " "
                + options.precision().precisionName() + backend + (device.isGpu() ? GPU : "");
    }
}
