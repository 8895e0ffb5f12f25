package io.draftgate.gpt2.safetensors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a safetensors file: first every tensor is declared, then the numbers stream through. Confined to one thread. */
public final class SafetensorsWriter {
    /** Gives the numbers of one tensor, one per call, in row-major order. */
    @FunctionalInterface
    public interface Numbers {
        float next();
    }

    private record Declared(List<Long> shape, Numbers numbers) {
        long count() {
            return shape.stream().reduce(1L, Math::multiplyExact);
        }
    }

    private final ElementType type;
    private final Map<String, Declared> tensors = new LinkedHashMap<>();

    public SafetensorsWriter(ElementType type) {
        this.type = type;
    }

    /** Declares a tensor; they are written in this order. */
    public SafetensorsWriter add(String name, List<Long> shape, Numbers numbers) {
        tensors.put(name, new Declared(List.copyOf(shape), numbers));
        return this;
    }

    public void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            byte[] header = header();
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (Declared tensor : tensors.values()) {
                for (long i = tensor.count(); i > 0; i--) {
                    writeNumber(out, tensor.numbers().next());
                }
            }
        }
    }

    private byte[] header() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        long begin = 0;
        for (Map.Entry<String, Declared> tensor : tensors.entrySet()) {
            long end = begin + tensor.getValue().count() * type.bytes();
            ObjectNode entry = root.putObject(tensor.getKey()).put("dtype", type.name());
            var shape = entry.putArray("shape");
            tensor.getValue().shape().forEach(axis -> shape.add(axis.longValue()));
            entry.putArray("data_offsets").add(begin).add(end);
            begin = end;
        }
        String json = root.toString();
        // Padded with blanks so that the data begins at a multiple of 8, as the format asks of writers.
        return (json + " ".repeat((8 - json.length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    }

    private void writeNumber(OutputStream out, float number) throws IOException {
        int bits = switch (type) {
            case F32 -> Float.floatToRawIntBits(number);
            case F16 -> FloatNarrowing.half(number);
            case BF16 -> FloatNarrowing.bfloat16(number);
        };
        for (int shift = 0; shift < 8 * type.bytes(); shift += 8) {
            out.write(bits >>> shift);
        }
    }
}
