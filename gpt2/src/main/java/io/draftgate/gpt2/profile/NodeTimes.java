package io.draftgate.gpt2.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.gpt2.graph.StepGraph;
import io.draftgate.gpt2.profile.StepProfile.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** Reads the trace that ONNX Runtime's profiler writes: one event a node and one a run, in Chrome's trace format. */
final class NodeTimes {
    private static final String RUN = "model_run";
    private static final String KERNEL = "_kernel_time";

    /** Its time is that of the nodes of its branch, which are told by themselves. */
    private static final String BRANCHES = "If";

    private NodeTimes() {}

    /**
     * What the nodes of the last runs took together.
     *
     * @param runs how many of the last runs count
     * @return nanoseconds by part
     */
    static Map<Part, Long> read(Path trace, int runs) throws IOException {
        // A run is told after its nodes.
        Deque<Map<Part, Long>> last = new ArrayDeque<>();
        Map<Part, Long> current = new EnumMap<>(Part.class);
        var json = new ObjectMapper();
        try (JsonParser parser = json.createParser(trace.toFile())) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("the profile of ONNX Runtime is no list of events: " + trace);
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonNode event = json.readTree(parser);
                String name = event.path("name").asText();
                if (name.equals(RUN)) {
                    last.add(current);
                    current = new EnumMap<>(Part.class);
                    if (last.size() > runs) {
                        last.remove();
                    }
                } else if (name.endsWith(KERNEL) && !operator(event).equals(BRANCHES)) {
                    current.merge(part(name, operator(event)), event.path("dur").asLong() * 1000, Long::sum);
                }
            }
        }
        Map<Part, Long> sums = new EnumMap<>(Part.class);
        last.forEach(run -> run.forEach((part, nanos) -> sums.merge(part, nanos, Long::sum)));
        return sums;
    }

    private static String operator(JsonNode event) {
        return event.path("args").path("op_name").asText();
    }

    /** By operator; the nodes of the head are called after the logits. */
    private static Part part(String node, String operator) {
        boolean isHead = node.startsWith(StepGraph.LOGITS);
        return switch (operator) {
            case "MatMulIntegerToFloat", "MatMulNBits", "MatMul", "Gemm", "FusedMatMul", "FusedGemm" ->
                isHead ? Part.HEAD : Part.MATRICES;
            case "GroupQueryAttention" -> Part.ATTENTION;
            case "Abs", "ReduceMax", "QuantizeLinear" -> Part.QUANTISING;
            case "LogSoftmax", "Exp" -> Part.DISTRIBUTION;
            case "Gather", "Reshape", "Concat", "Expand", "Shape", "Transpose", "Slice", "Pad" -> Part.COPIES;
            case "Mul" -> mul(node);
            default -> Part.NORMALISATION;
        };
    }

    private static Part mul(String node) {
        return node.startsWith(StepGraph.ENTROPY_TERMS) ? Part.DISTRIBUTION : Part.QUANTISING;
    }
}
