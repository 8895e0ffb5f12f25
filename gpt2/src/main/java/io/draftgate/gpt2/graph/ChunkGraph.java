package io.draftgate.gpt2.graph;

import static io.draftgate.gpt2.graph.GraphBuilder.BOOL;
import static io.draftgate.gpt2.graph.GraphBuilder.DOUBLE;
import static io.draftgate.gpt2.graph.GraphBuilder.FLOAT;
import static io.draftgate.gpt2.graph.GraphBuilder.INT32;
import static io.draftgate.gpt2.graph.GraphBuilder.INT64;
import static io.draftgate.gpt2.graph.GraphBuilder.ONNX;
import static io.draftgate.gpt2.graph.GraphBuilder.attribute;

import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.weights.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * Several steps in one ONNX graph: a loop around {@link StepGraph} whose first turn reads what the host hands in, prompts or one
 * token a sequence, and whose every turn draws a token of each row by {@link ChunkDraw} and feeds it to the next turn. The
 * KV-cache stays inside until the last turn. Confined to one call.
 *
 * <p>Inputs: those of the step graph under {@link #first} names, the cache of any room [batch, heads, room, headWidth]; {@link
 * #STEPS} int64 scalar, the number of turns; {@link #ROWS_AFTER} int64 [batch], which rows later turns draw for: all; those of
 * {@link ChunkDraw}. With more than one turn, the first turn asks for one row a sequence.
 *
 * <p>Outputs: {@link #TOKEN_IDS} and {@link #RANKS} int64, {@link #TOKEN_LOG_PROBABILITIES} float and {@link #ENTROPIES} double,
 * each [steps, rows]; the grown caches under {@link #last} names.
 */
public final class ChunkGraph {
    public static final String STEPS = "steps";
    public static final String ROWS_AFTER = "rows_after";
    public static final String TOKEN_IDS = "token_ids";
    public static final String TOKEN_LOG_PROBABILITIES = "token_log_probabilities";
    public static final String RANKS = "ranks";
    public static final String ENTROPIES = "entropies";

    /** Whether to go on after a turn: always, the number of turns ends the loop. */
    private static final String GO_ON = "go_on";

    private static final String TURN = "turn";

    private final Gpt2Config config;
    private final CacheType cacheType;
    private final GraphBuilder graph = new GraphBuilder();
    private final GraphBuilder body = new GraphBuilder();
    private final List<String> states = new ArrayList<>();

    private ChunkGraph(Gpt2Config config, CacheType cacheType) {
        this.config = config;
        this.cacheType = cacheType;
    }

    /** The graph of a model whose weights will be handed over under the names and types of {@code weights}. */
    public static byte[] build(Gpt2Config config, Precision precision, CacheType cacheType, Weights weights) {
        var chunk = new ChunkGraph(config, cacheType);
        chunk.declare(weights);
        chunk.body(precision, weights);
        chunk.loop();
        return chunk.graph.build();
    }

    /** What the first turn finds under the name of an input of the step graph. */
    public static String first(String name) {
        return "first_" + name;
    }

    /** What the last turn leaves of a state. */
    public static String last(String name) {
        return "last_" + name;
    }

    private void declare(Weights weights) {
        graph.input(STEPS, INT64, List.of());
        graph.input(ROWS_AFTER, INT64, List.of("batch"));
        ChunkDraw.declare(graph);
        weights.tensors().forEach(graph::weight);
        body.input(TURN, INT64, List.of());
        body.input(GO_ON, BOOL, List.of());
        body.output(next(GO_ON), BOOL, List.of());
        state(StepGraph.TOKENS, INT64, List.of("batch", "sequence"));
        state(StepGraph.POSITIONS, INT64, List.of("batch", "sequence"));
        state(StepGraph.LAST_POSITIONS, INT32, List.of("batch"));
        state(StepGraph.TOTAL_LENGTH, INT32, List.of());
        state(StepGraph.ROWS, INT64, List.of("rows"));
        var cache = List.of("batch", config.heads(), "room", config.paddedHeadWidth());
        for (int i = 0; i < config.layers(); i++) {
            for (String part : StepGraph.CACHE_PARTS) {
                graph.input(first(StepGraph.past(part, i)), cacheType.graphType(), cache);
                graph.output(last(StepGraph.past(part, i)), cacheType.graphType(), cache);
                body.input(StepGraph.past(part, i), cacheType.graphType(), cache);
                body.output(StepGraph.present(part, i), cacheType.graphType(), cache);
                states.add(StepGraph.past(part, i));
            }
        }
        result(TOKEN_IDS, INT64);
        result(TOKEN_LOG_PROBABILITIES, FLOAT);
        result(RANKS, INT64);
        result(ENTROPIES, DOUBLE);
    }

    /** A value that a turn takes from the one before. */
    private void state(String name, int type, List<?> shape) {
        graph.input(first(name), type, shape);
        body.input(name, type, shape);
        // Of one token a sequence from the second turn on, so of another shape than the first.
        body.output(next(name), type, shape.isEmpty() ? shape : next(shape));
        states.add(name);
    }

    private void result(String name, int type) {
        graph.output(name, type, List.of("steps", "rows"));
        body.output(drawn(name), type, List.of("rows"));
    }

    private void body(Precision precision, Weights weights) {
        StepGraph.add(body, config, precision, weights, cacheType);
        new ChunkDraw(body, TURN)
                .draw(drawn(TOKEN_IDS), drawn(TOKEN_LOG_PROBABILITIES), drawn(RANKS), drawn(ENTROPIES));
        body.node(ONNX, "Identity", next(GO_ON), List.of(GO_ON));
        body.node(ONNX, "Identity", next(StepGraph.ROWS), List.of(ROWS_AFTER));
        String asColumn = body.constant("as_column", new long[] {1});
        body.node(ONNX, "Unsqueeze", next(StepGraph.TOKENS), List.of(drawn(TOKEN_IDS), asColumn));
        String one = body.scalar("one_more", INT32, 1);
        String last = body.node(ONNX, "Add", next(StepGraph.LAST_POSITIONS), List.of(StepGraph.LAST_POSITIONS, one));
        String longest = body.node(ONNX, "ReduceMax", "longest_position", List.of(last), attribute("keepdims", 0));
        body.node(ONNX, "Add", next(StepGraph.TOTAL_LENGTH), List.of(longest, one));
        String positions = body.node(ONNX, "Cast", "next_position", List.of(last), attribute("to", INT64));
        // A sequence that has ended is carried on to the end of the chunk; no position lies beyond the context.
        String bound = body.scalar("last_of_context", INT64, config.contextLength() - 1);
        String bounded = body.node(ONNX, "Min", "next_position_in_context", List.of(positions, bound));
        body.node(ONNX, "Unsqueeze", next(StepGraph.POSITIONS), List.of(bounded, asColumn));
    }

    private void loop() {
        var inputs = new ArrayList<String>();
        inputs.add(STEPS);
        inputs.add(graph.scalar("begin", BOOL, 1));
        var outputs = new ArrayList<String>();
        for (String state : states) {
            inputs.add(first(state));
            outputs.add(last(state));
        }
        outputs.addAll(List.of(TOKEN_IDS, TOKEN_LOG_PROBABILITIES, RANKS, ENTROPIES));
        graph.node(ONNX, "Loop", inputs, outputs, attribute("body", body));
    }

    private static String next(String name) {
        return "next_" + name;
    }

    private static List<?> next(List<?> shape) {
        return shape.stream().map(axis -> "next_" + axis).toList();
    }

    private static String drawn(String name) {
        return "drawn_" + name;
    }
}
