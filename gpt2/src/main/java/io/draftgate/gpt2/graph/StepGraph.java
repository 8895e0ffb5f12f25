package io.draftgate.gpt2.graph;

import static io.draftgate.gpt2.graph.GraphBuilder.CONTRIB;
import static io.draftgate.gpt2.graph.GraphBuilder.FLOAT;
import static io.draftgate.gpt2.graph.GraphBuilder.INT32;
import static io.draftgate.gpt2.graph.GraphBuilder.INT64;
import static io.draftgate.gpt2.graph.GraphBuilder.ONNX;
import static io.draftgate.gpt2.graph.GraphBuilder.attribute;

import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.weights.WeightNames;
import io.draftgate.gpt2.weights.Weights;
import java.util.List;

/**
 * GPT-2 as one ONNX graph that serves prefill and decode: it reads the new tokens of a batch, appends their keys and values to
 * the KV-cache and gives the next token's distribution for the positions that are asked for. Confined to one call.
 *
 * <p>Inputs: {@link #TOKENS} and {@link #POSITIONS} int64 [batch, sequence]; {@link #LAST_POSITIONS} int32 [batch], the
 * position of each sequence's last token; {@link #TOTAL_LENGTH} int32 scalar, the longest sequence including the new tokens;
 * {@link #ROWS} int64 [rows], each batch index times sequence plus sequence index; {@link #ONE_BY_ONE} a truth value, see {@link
 * Attention}; per layer the keys and values so far, float [batch, heads, context, headWidth].
 *
 * <p>Outputs: {@link #LOG_PROBABILITIES} float [rows, vocabulary], natural; {@link #ENTROPY_TERMS} float [rows, vocabulary],
 * each probability times its logarithm; per layer the keys and values, to be bound to the memory of the input, so that they
 * grow in place. Between, tokens are rows: [batch times sequence, width].
 *
 * @see <a href="https://github.com/openai/gpt-2/blob/9b63575/src/model.py">the released model</a>
 */
public final class StepGraph {
    public static final String TOKENS = "tokens";
    public static final String POSITIONS = "positions";
    public static final String LAST_POSITIONS = "last_positions";
    public static final String TOTAL_LENGTH = "total_length";
    public static final String ROWS = "rows";
    public static final String ONE_BY_ONE = "one_by_one";
    public static final String LOG_PROBABILITIES = "log_probabilities";
    public static final String ENTROPY_TERMS = "entropy_terms";

    /** Tokens that were written and are read again in one run. */
    public static final int WRITTEN_PIECE = 16;

    static final String KEY = "key";
    static final String VALUE = "value";

    /** What each layer keeps of a token. */
    public static final List<String> CACHE_PARTS = List.of(KEY, VALUE);

    /** Nodes that work on the logits are called after them. */
    public static final String LOGITS = "logits";

    private final Gpt2Config config;
    private final GraphBuilder graph;
    private final MatrixProduct matrixProduct;
    private final CacheType cacheType;
    private final boolean readsWritten;

    private StepGraph(
            GraphBuilder graph,
            Gpt2Config config,
            Precision precision,
            Weights weights,
            CacheType cacheType,
            boolean readsWritten) {
        this.readsWritten = readsWritten;
        this.graph = graph;
        this.config = config;
        this.cacheType = cacheType;
        matrixProduct = switch (precision) {
            case F32 -> new FloatProduct(graph);
            case INT8 -> new Int8Product(graph, weights);
            case INT4 -> new BlockProduct(graph, config, weights);
        };
    }

    /** The graph of a model whose weights will be handed over under the names and types of {@code weights}. */
    public static byte[] build(Gpt2Config config, Precision precision, Weights weights) {
        var step = new StepGraph(new GraphBuilder(), config, precision, weights, CacheType.FLOAT, true);
        step.declare(weights);
        step.model();
        return step.graph.build();
    }

    /**
     * Adds one step to a graph that is part of another: from the inputs of this graph to {@link #LOG_PROBABILITIES}, {@link
     * #ENTROPY_TERMS} and the grown caches. Weights are those of the graph around it.
     */
    static void add(GraphBuilder graph, Gpt2Config config, Precision precision, Weights weights, CacheType cacheType) {
        new StepGraph(graph, config, precision, weights, cacheType, false).model();
    }

    public static String past(String part, int layer) {
        return "past_" + part + "_" + layer;
    }

    public static String present(String part, int layer) {
        return "present_" + part + "_" + layer;
    }

    private void declare(Weights weights) {
        graph.input(TOKENS, INT64, List.of("batch", "sequence"));
        graph.input(POSITIONS, INT64, List.of("batch", "sequence"));
        graph.input(LAST_POSITIONS, INT32, List.of("batch"));
        graph.input(TOTAL_LENGTH, INT32, List.of());
        graph.input(ROWS, INT64, List.of("rows"));
        graph.input(ONE_BY_ONE, GraphBuilder.BOOL, List.of());
        graph.output(LOG_PROBABILITIES, FLOAT, List.of("rows", config.vocabularySize()));
        graph.output(ENTROPY_TERMS, FLOAT, List.of("rows", config.vocabularySize()));
        var cache = List.of("batch", config.heads(), config.contextLength(), config.paddedHeadWidth());
        for (int i = 0; i < config.layers(); i++) {
            for (String part : CACHE_PARTS) {
                graph.input(past(part, i), FLOAT, cache);
                graph.output(present(part, i), FLOAT, cache);
            }
        }
        weights.tensors().forEach(graph::weight);
    }

    private void model() {
        String tokens = graph.node(ONNX, "Gather", "wte", List.of(WeightNames.TOKEN_EMBEDDING, TOKENS));
        String positions = graph.node(ONNX, "Gather", "wpe", List.of(WeightNames.POSITION_EMBEDDING, POSITIONS));
        String embeddedRows = graph.constant("as_rows", -1, config.width());
        String x = reshape("embedded_rows", add("embedded", tokens, positions), embeddedRows);
        String rows = graph.constant("heads_as_rows", -1, config.paddedWidth());
        String shape = graph.node(ONNX, "Shape", "batch_and_sequence", List.of(TOKENS));
        String packed = graph.constant("packed_width", new long[] {3L * config.paddedWidth()});
        String sequences = graph.node(ONNX, "Concat", "as_sequences", List.of(shape, packed), attribute("axis", 0));
        String normed = norm(x, WeightNames.layer(0, "ln_1"));
        for (int i = 0; i < config.layers(); i++) {
            Sum attended = addAndNorm(
                    x,
                    attention(normed, i, sequences, rows),
                    WeightNames.layer(i, "attn.c_proj"),
                    WeightNames.layer(i, "ln_2"));
            boolean isLast = i == config.layers() - 1;
            Sum transformed = addAndNorm(
                    attended.sum(),
                    feedForward(attended.normed(), i),
                    WeightNames.layer(i, "mlp.c_proj"),
                    isLast ? WeightNames.FINAL_NORM : WeightNames.layer(i + 1, "ln_1"));
            x = transformed.sum();
            normed = transformed.normed();
        }
        String asked = graph.node(ONNX, "Gather", "asked", List.of(normed, ROWS));
        matrixProduct.head(asked, config.tiedHead() ? WeightNames.TOKEN_EMBEDDING : WeightNames.HEAD, LOGITS);
        distribution(LOGITS);
    }

    /** Here and not in Java, because ONNX Runtime takes powers of a whole vocabulary many times as fast. */
    private void distribution(String logits) {
        graph.node(ONNX, "LogSoftmax", LOG_PROBABILITIES, List.of(logits), attribute("axis", -1));
        String probabilities = graph.node(ONNX, "Exp", "probabilities", List.of(LOG_PROBABILITIES));
        graph.node(ONNX, "Mul", ENTROPY_TERMS, List.of(probabilities, LOG_PROBABILITIES));
    }

    /** The product of the last matrix; its bias is added with the residual. */
    private String attention(String normed, int layer, String sequences, String rows) {
        String queriesKeysValues = reshape(
                WeightNames.layer(layer, "qkv"), linear(normed, WeightNames.layer(layer, "attn.c_attn")), sequences);
        String attended = WeightNames.layer(layer, "attn");
        boolean isHalf = cacheType == CacheType.HALF;
        var attention = new Attention(graph, config, layer);
        if (readsWritten) {
            attention.asWritten(queriesKeysValues, attended);
        } else {
            attention.atOnce(isHalf ? cast(queriesKeysValues, GraphBuilder.FLOAT16) : queriesKeysValues, attended);
        }
        return matrixProduct.times(
                reshape(WeightNames.layer(layer, "attn_rows"), isHalf ? cast(attended, FLOAT) : attended, rows),
                WeightNames.layer(layer, "attn.c_proj.weight"));
    }

    /** The product of the last matrix; its bias is added with the residual. */
    private String feedForward(String normed, int layer) {
        String wide = linear(normed, WeightNames.layer(layer, "mlp.c_fc"));
        return matrixProduct.times(
                activation(wide, WeightNames.layer(layer, "mlp.act")), WeightNames.layer(layer, "mlp.c_proj.weight"));
    }

    private String activation(String x, String name) {
        return switch (config.activation()) {
            case GELU_NEW -> graph.node(CONTRIB, "FastGelu", name, List.of(x));
            case GELU -> graph.node(CONTRIB, "Gelu", name, List.of(x));
            case RELU -> graph.node(ONNX, "Relu", name, List.of(x));
        };
    }

    /** The residual after a part of a layer, and the same normalised for the next part. */
    private record Sum(String sum, String normed) {}

    /** x + product + bias and its normalisation, in one pass over memory. */
    private Sum addAndNorm(String x, String product, String linear, String norm) {
        var sum = new Sum(linear + ".residual", linear + ".normed");
        graph.node(
                CONTRIB,
                "SkipLayerNormalization",
                List.of(x, product, norm + ".weight", norm + ".bias", linear + ".bias"),
                List.of(sum.normed(), "", "", sum.sum()),
                attribute("epsilon", config.layerNormEpsilon()));
        return sum;
    }

    private String norm(String x, String name) {
        return graph.node(
                ONNX,
                "LayerNormalization",
                name,
                List.of(x, name + ".weight", name + ".bias"),
                attribute("axis", -1),
                attribute("epsilon", config.layerNormEpsilon()));
    }

    private String linear(String x, String name) {
        return add(name, matrixProduct.times(x, name + ".weight"), name + ".bias");
    }

    private String cast(String x, int type) {
        return graph.node(ONNX, "Cast", x + ".cast", List.of(x), attribute("to", type));
    }

    private String reshape(String name, String x, String shape) {
        return graph.node(ONNX, "Reshape", name, List.of(x, shape));
    }

    private String add(String name, String left, String right) {
        return graph.node(ONNX, "Add", name, List.of(left, right));
    }
}
