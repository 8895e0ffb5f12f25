package io.draftgate.gpt2.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxJavaType;
import io.draftgate.gpt2.weights.Weights;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Writes an ONNX graph node by node; values are known by name. Knows ONNX, not GPT-2. Confined to one call. */
public final class GraphBuilder {
    /** Element types by ONNX number. */
    public static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();

    public static final int UINT8 = TensorProto.DataType.UINT8.getNumber();
    static final int INT8 = TensorProto.DataType.INT8.getNumber();
    public static final int INT32 = TensorProto.DataType.INT32.getNumber();
    static final int INT64 = TensorProto.DataType.INT64.getNumber();
    static final int BOOL = TensorProto.DataType.BOOL.getNumber();
    static final int FLOAT16 = TensorProto.DataType.FLOAT16.getNumber();
    static final int DOUBLE = TensorProto.DataType.DOUBLE.getNumber();

    /** Operators that ONNX itself defines. */
    public static final String ONNX = "";

    /** Operators that ONNX Runtime adds. */
    static final String CONTRIB = "com.microsoft";

    private static final int IR_VERSION = 10;
    private static final int OPSET = 21;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("gpt2");

    public void input(String name, int type, List<?> shape) {
        graph.addInput(value(name, type, shape));
    }

    public void output(String name, int type, List<?> shape) {
        graph.addOutput(value(name, type, shape));
    }

    /** A weight whose numbers are handed to the session apart, by the same name. */
    public void weight(String name, Weights.Tensor tensor) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(number(tensor.type()))
                .addAllDims(tensor.shape())
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("handed-over")));
    }

    /** A single number that belongs to the graph itself. */
    String constant(String name, float value) {
        graph.addInitializer(
                TensorProto.newBuilder().setName(name).setDataType(FLOAT).addFloatData(value));
        return name;
    }

    /** A single number in double precision that belongs to the graph itself. */
    String constant(String name, double value) {
        graph.addInitializer(
                TensorProto.newBuilder().setName(name).setDataType(DOUBLE).addDoubleData(value));
        return name;
    }

    /**
     * A single whole number or truth value.
     *
     * @param type {@link #INT32}, {@link #INT64} or {@link #BOOL}
     */
    String scalar(String name, int type, int value) {
        var tensor = TensorProto.newBuilder().setName(name).setDataType(type);
        graph.addInitializer(type == INT64 ? tensor.addInt64Data(value) : tensor.addInt32Data(value));
        return name;
    }

    /** A single number of 8 bits, with or without an axis of its own. */
    String unsignedByte(String name, int value, boolean hasAxis) {
        var tensor = TensorProto.newBuilder().setName(name).setDataType(UINT8).addInt32Data(value);
        graph.addInitializer(hasAxis ? tensor.addDims(1) : tensor);
        return name;
    }

    /** A list of whole numbers that belongs to the graph itself. */
    String constant(String name, long... values) {
        var tensor = TensorProto.newBuilder().setName(name).setDataType(INT64).addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        graph.addInitializer(tensor);
        return name;
    }

    /** A list of whole numbers of 32 bits that belongs to the graph itself. */
    String ints(String name, int count, IntUnaryOperator values) {
        var tensor = TensorProto.newBuilder().setName(name).setDataType(INT32).addDims(count);
        IntStream.range(0, count).map(values).forEach(tensor::addInt32Data);
        graph.addInitializer(tensor);
        return name;
    }

    /** A node with one output that is called like the node. */
    public String node(String domain, String operator, String name, List<String> inputs, AttributeProto... attributes) {
        node(domain, operator, inputs, List.of(name), attributes);
        return name;
    }

    public void node(
            String domain, String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setDomain(domain)
                .setOpType(operator)
                .setName(outputs.get(0))
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(List.of(attributes)));
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    /** A graph that a node runs, such as the body of a loop; it sees the values of the graph around it by their names. */
    static AttributeProto attribute(String name, GraphBuilder body) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(body.graph)
                .build();
    }

    public byte[] build() {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("draftgate")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ONNX).setVersion(OPSET))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(CONTRIB).setVersion(1))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    /** A typed value; the shape has numbers for fixed axes and names for free ones. */
    /** The number that ONNX has for a type; those of the Java binding are its own. */
    private static int number(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> FLOAT;
            case INT8 -> INT8;
            case UINT8 -> UINT8;
            default -> throw new IllegalArgumentException("no weight is of the type " + type);
        };
    }

    private static ValueInfoProto value(String name, int type, List<?> shape) {
        var axes = TensorShapeProto.newBuilder();
        for (Object axis : shape) {
            if (axis instanceof Number size) {
                axes.addDimBuilder().setDimValue(size.longValue());
            } else {
                axes.addDimBuilder().setDimParam(axis.toString());
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(type).setShape(axes)))
                .build();
    }
}
