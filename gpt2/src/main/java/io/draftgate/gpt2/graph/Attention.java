package io.draftgate.gpt2.graph;

import static io.draftgate.gpt2.graph.GraphBuilder.CONTRIB;
import static io.draftgate.gpt2.graph.GraphBuilder.FLOAT;
import static io.draftgate.gpt2.graph.GraphBuilder.ONNX;
import static io.draftgate.gpt2.graph.GraphBuilder.attribute;

import io.draftgate.gpt2.Gpt2Config;
import java.util.ArrayList;
import java.util.List;

/**
 * Causal self-attention of one layer over the KV-cache, which grows by the new tokens.
 *
 * <p>ONNX Runtime sums the values of one new token by another kernel than those of several, and the last bits differ. So tokens
 * that were written one by one are read again in one run, but attend one by one: the very node of writing, once for each. All
 * other nodes compute a row alike, whatever rows are beside it. Confined to one call.
 */
final class Attention {
    private final GraphBuilder graph;
    private final Gpt2Config config;
    private final int layer;

    /** The attention of a layer; nodes go to {@code graph}. */
    Attention(GraphBuilder graph, Gpt2Config config, int layer) {
        this.graph = graph;
        this.config = config;
        this.layer = layer;
    }

    /**
     * All new tokens of all sequences at once.
     *
     * @param packed queries, keys and values, [batch, sequence, 3 times paddedWidth]
     * @param name of the result, [batch, sequence, paddedWidth]
     */
    void atOnce(String packed, String name) {
        atOnce(graph, packed, outputs(name));
    }

    /** As {@link #atOnce}, or, where {@link StepGraph#ONE_BY_ONE} says so, as many as a written piece has of one sequence singly. */
    void asWritten(String packed, String name) {
        var together = new GraphBuilder();
        atOnce(together, packed, declare(together, name + ".at_once"));
        graph.node(
                ONNX,
                "If",
                List.of(StepGraph.ONE_BY_ONE),
                outputs(name),
                attribute("then_branch", oneByOne(packed, name + ".one_by_one")),
                attribute("else_branch", together));
    }

    /** All keys and values go to the cache first; each token then sees those up to its own in a copy. */
    private GraphBuilder oneByOne(String packed, String name) {
        var body = new GraphBuilder();
        List<String> outputs = declare(body, name);
        atOnce(body, packed, List.of(name + ".unused", outputs.get(1), outputs.get(2)));
        String room = body.node(
                ONNX, "Cast", name + ".room", List.of(StepGraph.LAST_POSITIONS), attribute("to", GraphBuilder.INT64));
        String end = body.node(ONNX, "Add", name + ".end", List.of(room, body.constant(name + ".one", new long[] {1})));
        String begin = body.constant(name + ".begin", new long[] {0});
        String axis = body.constant(name + ".axis", new long[] {2});
        String keys = body.node(ONNX, "Slice", name + ".keys", List.of(outputs.get(1), begin, end, axis));
        String values = body.node(ONNX, "Slice", name + ".values", List.of(outputs.get(2), begin, end, axis));
        List<String> tokens = split(body, packed, name + ".token", 1);
        String before = body.ints(name + ".before", StepGraph.WRITTEN_PIECE, i -> i + 1 - StepGraph.WRITTEN_PIECE);
        String last = body.node(ONNX, "Add", name + ".positions", List.of(StepGraph.LAST_POSITIONS, before));
        List<String> positions = split(body, last, name + ".position", 0);
        String next = body.ints(name + ".next", 1, i -> 1);
        List<String> lengths =
                split(body, body.node(ONNX, "Add", name + ".lengths", List.of(last, next)), name + ".length", 0);
        var attended = new ArrayList<String>();
        for (int i = 0; i < StepGraph.WRITTEN_PIECE; i++) {
            String one = name + ".attended_" + i;
            attend(
                    body,
                    List.of(tokens.get(i), "", "", keys, values, positions.get(i), lengths.get(i)),
                    List.of(one, one + ".keys", one + ".values"));
            attended.add(one);
        }
        body.node(ONNX, "Concat", name, attended, attribute("axis", 1));
        return body;
    }

    /** The outputs of a branch, in the order of {@link #outputs}. */
    private List<String> declare(GraphBuilder body, String name) {
        body.output(name, FLOAT, List.of("batch", "sequence", config.paddedWidth()));
        var outputs = new ArrayList<>(List.of(name));
        for (String part : StepGraph.CACHE_PARTS) {
            String grown = name + "." + part;
            body.output(
                    grown, FLOAT, List.of("batch", config.heads(), config.contextLength(), config.paddedHeadWidth()));
            outputs.add(grown);
        }
        return outputs;
    }

    private List<String> outputs(String name) {
        return List.of(name, StepGraph.present(StepGraph.KEY, layer), StepGraph.present(StepGraph.VALUE, layer));
    }

    private void atOnce(GraphBuilder to, String packed, List<String> outputs) {
        List<String> inputs = List.of(
                packed,
                "",
                "",
                StepGraph.past(StepGraph.KEY, layer),
                StepGraph.past(StepGraph.VALUE, layer),
                StepGraph.LAST_POSITIONS,
                StepGraph.TOTAL_LENGTH);
        attend(to, inputs, outputs);
    }

    private void attend(GraphBuilder to, List<String> inputs, List<String> outputs) {
        double scale = 1 / Math.sqrt(config.headWidth()) / (config.scaleByLayer() ? layer + 1 : 1);
        to.node(
                CONTRIB,
                "GroupQueryAttention",
                inputs,
                outputs,
                attribute("num_heads", config.heads()),
                attribute("kv_num_heads", config.heads()),
                attribute("scale", (float) scale));
    }

    private static List<String> split(GraphBuilder body, String x, String name, int axis) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < StepGraph.WRITTEN_PIECE; i++) {
            parts.add(name + "_" + i);
        }
        body.node(
                ONNX,
                "Split",
                List.of(x),
                parts,
                attribute("axis", axis),
                attribute("num_outputs", StepGraph.WRITTEN_PIECE));
        return parts;
    }
}
