package io.draftgate.gpt2.graph;

import static io.draftgate.gpt2.graph.GraphBuilder.DOUBLE;
import static io.draftgate.gpt2.graph.GraphBuilder.INT64;
import static io.draftgate.gpt2.graph.GraphBuilder.ONNX;
import static io.draftgate.gpt2.graph.GraphBuilder.attribute;

import io.draftgate.gpt2.SamplingParameters;
import io.draftgate.gpt2.Shaping;
import java.util.List;

/**
 * The recipe of the package {@code sampling} as nodes of a graph, for temperature, top-k, top-p and min-p: candidates in
 * order, weights and running sums in double precision, so that the same number picks the same token as on the host. Confined to
 * one call.
 *
 * <p>Inputs of the graph around: {@link #UNIFORMS} double [steps, rows]; {@link #TEMPERATURES}, {@link #TOP_PS} and {@link #MIN_PS} double
 * [rows, 1]; {@link #TOP_KS} int64 [rows, 1]; {@link #CANDIDATES} int64 [1], the largest top-k.
 */
public final class ChunkDraw {
    public static final String UNIFORMS = "uniforms";
    public static final String TEMPERATURES = "temperatures";
    public static final String TOP_KS = "top_ks";
    public static final String TOP_PS = "top_ps";
    public static final String MIN_PS = "min_ps";
    public static final String CANDIDATES = "candidates";

    /** 0 to candidates - 1. */
    private static final String PLACES = "places";

    private static final List<String> COLUMN = List.of("rows", "1");

    private final GraphBuilder body;
    private final String turn;
    private final String first;
    private final String last;
    private final String columns;

    /** Adds to the body of a loop whose turns are counted by {@code turn}. */
    ChunkDraw(GraphBuilder body, String turn) {
        this.body = body;
        this.turn = turn;
        first = body.constant("first_place", new long[] {0});
        last = body.constant("last_place_of_all", new long[] {-1});
        columns = body.constant("columns", new long[] {1});
    }

    /**
     * Whether the graph knows all controls of a request. Those that only tell the end of a text are the host's in any case; bias,
     * penalties and a minimum of tokens would need whole distributions, and so would the likeliest tokens of each place.
     */
    public static boolean canDraw(SamplingParameters parameters) {
        Shaping shaping = parameters.shaping();
        return shaping.logitBias().isEmpty()
                && !shaping.readsHistory()
                && parameters.ending().minTokens() == 0
                && parameters.topLogProbabilities() == 0;
    }

    /** Declares what the draws of a loop share, in the graph around it. */
    static void declare(GraphBuilder graph) {
        graph.input(UNIFORMS, DOUBLE, List.of("steps", "rows"));
        graph.input(TEMPERATURES, DOUBLE, COLUMN);
        graph.input(TOP_KS, INT64, COLUMN);
        graph.input(TOP_PS, DOUBLE, COLUMN);
        graph.input(MIN_PS, DOUBLE, COLUMN);
        graph.input(CANDIDATES, INT64, List.of(1));
        String count = graph.node(ONNX, "Squeeze", "candidate_count", List.of(CANDIDATES));
        graph.node(
                ONNX,
                "Range",
                PLACES,
                List.of(graph.scalar("place_zero", INT64, 0), count, graph.scalar("place_step", INT64, 1)));
    }

    /** Adds the draw of one token a row, of the distributions that the step graph gives; each result is [rows]. */
    void draw(String tokenId, String logProbability, String rank, String entropy) {
        body.node(
                ONNX,
                "TopK",
                List.of(StepGraph.LOG_PROBABILITIES, CANDIDATES),
                List.of("candidate_log_probabilities", "candidate_ids"));
        String kept = keptWeights();
        String cumulative =
                body.node(ONNX, "CumSum", "cumulative_weights", List.of(kept, body.scalar("along", INT64, 1)));
        String all = body.node(ONNX, "Gather", "all_weights", List.of(cumulative, last), attribute("axis", 1));
        String nucleus = body.node(ONNX, "Mul", "nucleus", List.of(TOP_PS, all));
        String lastOfNucleus = count("Less", "last_of_nucleus", cumulative, nucleus);
        String likely = count("GreaterOrEqual", "likely_enough", kept, MIN_PS);
        String lastLikely =
                body.node(ONNX, "Sub", "last_likely", List.of(likely, body.constant("one_place", new long[] {1})));
        String lastKept = body.node(ONNX, "Min", "last_kept", List.of(lastOfNucleus, lastLikely));
        String mass = pick("mass", cumulative, lastKept);
        String uniforms = body.node(ONNX, "Gather", "uniforms_now", List.of(UNIFORMS, turn), attribute("axis", 0));
        String uniform = body.node(ONNX, "Unsqueeze", "uniform", List.of(uniforms, columns));
        String target = body.node(ONNX, "Mul", "target", List.of(uniform, mass));
        String before = count("LessOrEqual", "before", cumulative, target);
        String place = body.node(ONNX, "Min", "place", List.of(before, lastKept));
        flat(tokenId, pick("picked_id", "candidate_ids", place));
        flat(logProbability, pick("picked_log_probability", "candidate_log_probabilities", place));
        // Candidates stand in the order of their rank.
        String ranks =
                body.node(ONNX, "Add", "picked_rank", List.of(place, body.constant("rank_of_first", new long[] {1})));
        flat(rank, ranks);
        entropy(entropy);
    }

    /** [rows, candidates]: exp((log-probability - highest) / temperature) of the first top-k candidates, 0 of the others. */
    private String keptWeights() {
        String values = doubles("candidate_values", "candidate_log_probabilities");
        String highest = body.node(ONNX, "Gather", "highest", List.of(values, first), attribute("axis", 1));
        String below = body.node(ONNX, "Sub", "below_highest", List.of(values, highest));
        String powers = body.node(ONNX, "Div", "powers", List.of(below, TEMPERATURES));
        String weights = body.node(ONNX, "Exp", "weights", List.of(powers));
        String isKept = body.node(ONNX, "Less", "is_kept", List.of(PLACES, TOP_KS));
        return body.node(ONNX, "Mul", "kept_weights", List.of(weights, doubles("kept", isKept)));
    }

    /** [rows, 1]: how many of a row's numbers stand in the relation to its bound. */
    private String count(String relation, String name, String numbers, String bound) {
        String holds = body.node(ONNX, relation, name + ".holds", List.of(numbers, bound));
        String ones = body.node(ONNX, "Cast", name + ".ones", List.of(holds), attribute("to", INT64));
        return body.node(ONNX, "ReduceSum", name, List.of(ones, columns));
    }

    private String pick(String name, String from, String place) {
        return body.node(ONNX, "GatherElements", name, List.of(from, place), attribute("axis", 1));
    }

    private void flat(String name, String column) {
        body.node(ONNX, "Squeeze", name, List.of(column, columns));
    }

    /** Summed in double precision: the sum of floats would depend on the number of rows. */
    private void entropy(String name) {
        String terms = doubles("entropy_values", StepGraph.ENTROPY_TERMS);
        String sum =
                body.node(ONNX, "ReduceSum", "negative_entropy", List.of(terms, columns), attribute("keepdims", 0));
        body.node(ONNX, "Neg", name, List.of(sum));
    }

    private String doubles(String name, String x) {
        return body.node(ONNX, "Cast", name, List.of(x), attribute("to", DOUBLE));
    }
}
