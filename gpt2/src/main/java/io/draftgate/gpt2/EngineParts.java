package io.draftgate.gpt2;

/**
 * What an engine is made of, by its options.
 *
 * @param identity of what computes: everything but the engine's own version
 * @param rounds the back end, its sessions open
 */
record EngineParts(String identity, Rounds.Opening rounds) {
    /** Attention in 16 bits; and sums in an order that depends on the shape of the batch, so that near-ties can fall otherwise. */
    private static final String GPU = " attention-f16 batch-dependent";

    static EngineParts open(Gpt2 model, EngineOptions options) {
        return switch (options.backend().on(options.device())) {
            case STEP -> step(model, options);
            case CHUNK, AUTO -> chunk(model, options);
        };
    }

    private static EngineParts step(Gpt2 model, EngineOptions options) {
        ForwardPass pass = ForwardPass.open(model, options, options.slots());
        return new EngineParts(
                identity(pass.runtimeVersion(), options),
                outcomes -> new Batch(model, pass, options.slots(), outcomes));
    }

    private static EngineParts chunk(Gpt2 model, EngineOptions options) {
        ChunkPass pass = ChunkPass.open(model, options);
        return new EngineParts(identity(pass.runtimeVersion(), options), outcomes -> {
            var step = new LateRounds(
                    () -> new Batch(
                            model, ForwardPass.open(model, options, options.slots()), options.slots(), outcomes),
                    outcomes);
            return new ChunkBatch(model, pass, step, options.slots(), outcomes);
        });
    }

    private static String identity(String runtimeVersion, EngineOptions options) {
        Device device = options.device();
        String backend = options.backend().on(device) == Backend.STEP ? "" : " chunk";
        String where = device.isGpu() ? device.provider().providerName() + ":" + device.number() : "cpu";
        return "onnxruntime/" + runtimeVersion + " " + where + " "
                + options.precision().precisionName() + backend + (device.isGpu() ? GPU : "");
    }
}
