package io.draftgate.gpt2.safetensors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file made of bytes that lie ready. Immutable.
 *
 * @param metadata notes for whoever reads it
 * @param tensors in the order in which they are written; those of wider elements first, so that all are aligned
 */
public record RawSafetensors(Map<String, String> metadata, List<Tensor> tensors) {
    /** Whole cache lines. */
    private static final int DATA_ALIGNMENT = 64;

    /**
     * One tensor.
     *
     * @param elementType as the format spells it, e.g. {@code U8}
     * @param bytes little-endian
     */
    public record Tensor(String name, String elementType, List<Long> shape, ByteBuffer bytes) {}

    /** Bytes of the whole file. */
    public long size() {
        return Long.BYTES
                + header().length
                + tensors.stream()
                        .mapToLong(tensor -> tensor.bytes().remaining())
                        .sum();
    }

    public void write(WritableByteChannel channel) throws IOException {
        byte[] header = header();
        ByteBuffer begin = ByteBuffer.allocate(Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
        write(channel, begin.putLong(header.length).put(header).flip());
        for (Tensor tensor : tensors) {
            write(channel, tensor.bytes().duplicate());
        }
    }

    private static void write(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private byte[] header() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ObjectNode notes = root.putObject("__metadata__");
        metadata.forEach(notes::put);
        long begin = 0;
        for (Tensor tensor : tensors) {
            long end = begin + tensor.bytes().remaining();
            ObjectNode entry = root.putObject(tensor.name()).put("dtype", tensor.elementType());
            var shape = entry.putArray("shape");
            tensor.shape().forEach(axis -> shape.add(axis.longValue()));
            entry.putArray("data_offsets").add(begin).add(end);
            begin = end;
        }
        byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
        int missing = Math.floorMod(-(Long.BYTES + json.length), DATA_ALIGNMENT);
        byte[] padded = new byte[json.length + missing];
        Arrays.fill(padded, (byte) ' ');
        System.arraycopy(json, 0, padded, 0, json.length);
        return padded;
    }
}
