package io.draftgate.gpt2.model;

import ai.onnxruntime.OnnxJavaType;
import io.draftgate.gpt2.safetensors.MappedFile;
import io.draftgate.gpt2.safetensors.RawSafetensors;
import io.draftgate.gpt2.safetensors.SafetensorsFile;
import io.draftgate.gpt2.safetensors.TensorEntry;
import io.draftgate.gpt2.weights.Weights.Tensor;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.CRC32C;

/** Converted weights as a file: safetensors, with a checksum of all its data in the header. */
final class StoredWeights {
    /** Raised when the same weights are rounded or laid out otherwise; files of another layout are not looked at. */
    static final int LAYOUT = 1;

    private static final String CHECKSUM = "crc32c";

    private StoredWeights() {}

    static RawSafetensors file(Map<String, Tensor> weights) {
        // Floats before bytes: then all are aligned without gaps, which the format forbids.
        List<RawSafetensors.Tensor> tensors = weights.entrySet().stream()
                .sorted((a, b) -> Boolean.compare(isFloat(b.getValue()), isFloat(a.getValue())))
                .map(weight -> new RawSafetensors.Tensor(
                        weight.getKey(),
                        elementType(weight.getValue()),
                        weight.getValue().shape(),
                        weight.getValue().numbers()))
                .toList();
        var checksum = new CRC32C();
        tensors.forEach(tensor -> checksum.update(tensor.bytes().duplicate()));
        return new RawSafetensors(Map.of(CHECKSUM, Long.toHexString(checksum.getValue())), tensors);
    }

    /**
     * Maps a file into memory and checks all of it.
     *
     * @param names that it has to hold, and no others
     * @throws IOException if it cannot be read or is damaged
     */
    static Map<String, Tensor> read(Path path, Set<String> names) throws IOException {
        SafetensorsFile file = SafetensorsFile.open(new MappedFile(path.toString(), path));
        if (!file.tensors().keySet().equals(names)) {
            throw new IOException(path + " holds other tensors than expected");
        }
        var checksum = new CRC32C();
        var weights = new LinkedHashMap<String, Tensor>();
        for (TensorEntry entry : file.tensors().values()) {
            Tensor tensor = new Tensor(
                    type(path, entry), entry.shape(), file.bytes(entry).order(ByteOrder.nativeOrder()));
            checksum.update(tensor.numbers().duplicate());
            weights.put(entry.name(), tensor);
        }
        if (!Objects.equals(file.metadata().get(CHECKSUM), Long.toHexString(checksum.getValue()))) {
            throw new IOException(path + " is damaged: its checksum is wrong");
        }
        return weights;
    }

    private static boolean isFloat(Tensor tensor) {
        return tensor.type() == OnnxJavaType.FLOAT;
    }

    private static String elementType(Tensor tensor) {
        return switch (tensor.type()) {
            case FLOAT -> "F32";
            case INT8 -> "I8";
            case UINT8 -> "U8";
            default -> throw new IllegalArgumentException("no weight is of the type " + tensor.type());
        };
    }

    private static OnnxJavaType type(Path path, TensorEntry entry) throws IOException {
        return switch (entry.elementType()) {
            case "F32" -> OnnxJavaType.FLOAT;
            case "I8" -> OnnxJavaType.INT8;
            case "U8" -> OnnxJavaType.UINT8;
            default -> throw new IOException(path + " has " + entry.name() + " in " + entry.elementType());
        };
    }
}
