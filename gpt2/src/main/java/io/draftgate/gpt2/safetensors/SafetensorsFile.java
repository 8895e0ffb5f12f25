package io.draftgate.gpt2.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** One safetensors file, its header read and checked. Immutable. */
public final class SafetensorsFile {
    private static final int LENGTH_BYTES = 8;

    /** 1558M's header has 60 KB. */
    private static final long MAX_HEADER_BYTES = 8 << 20;

    private final ByteSource source;
    private final HeaderReader.Header header;
    private final long dataBegin;

    private SafetensorsFile(ByteSource source, HeaderReader.Header header, long dataBegin) {
        this.source = source;
        this.header = header;
        this.dataBegin = dataBegin;
    }

    /**
     * Reads the header.
     *
     * @throws SafetensorsFormatException if the header does not describe the file
     */
    public static SafetensorsFile open(ByteSource source) throws IOException {
        long size = source.size();
        if (size < LENGTH_BYTES) {
            throw new SafetensorsFormatException(
                    source.name(), "has " + size + " bytes, expected a header length of " + LENGTH_BYTES + " and more");
        }
        long headerBytes = source.slice(0, LENGTH_BYTES).getLong();
        long most = Math.min(MAX_HEADER_BYTES, size - LENGTH_BYTES);
        if (headerBytes < 2 || headerBytes > most) {
            throw new SafetensorsFormatException(
                    source.name(),
                    "claims a header of " + Long.toUnsignedString(headerBytes) + " bytes, expected 2 to " + most);
        }
        var json = new byte[(int) headerBytes];
        source.slice(LENGTH_BYTES, headerBytes).get(json);
        long dataBegin = LENGTH_BYTES + headerBytes;
        return new SafetensorsFile(source, new HeaderReader(source.name(), size - dataBegin).read(json), dataBegin);
    }

    public String name() {
        return source.name();
    }

    /** By name, in the order of the header. */
    public Map<String, TensorEntry> tensors() {
        return header.tensors();
    }

    /** What the writer noted, by name. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /**
     * The bytes of a tensor of any type, where they lie.
     *
     * @throws SafetensorsFormatException if it has 2 GiB or more
     */
    public ByteBuffer bytes(TensorEntry tensor) throws IOException {
        long bytes = tensor.end() - tensor.begin();
        if (bytes > Integer.MAX_VALUE) {
            throw new SafetensorsFormatException(
                    name(), "has " + tensor.name() + " of " + bytes + " bytes, expected less than 2 GiB");
        }
        return source.slice(dataBegin + tensor.begin(), bytes);
    }

    /**
     * The numbers of a tensor, where they lie.
     *
     * @throws SafetensorsFormatException if the type is no {@link ElementType}, or the tensor has 2 GiB or more in F32
     */
    public StoredTensor read(TensorEntry tensor) throws IOException {
        Optional<ElementType> type = ElementType.named(tensor.elementType());
        if (type.isEmpty()) {
            throw new SafetensorsFormatException(
                    name(), "has " + tensor.name() + " in " + tensor.elementType() + ", expected F32, F16 or BF16");
        }
        long bytes = tensor.end() - tensor.begin();
        long numbers = bytes / type.get().bytes();
        if (numbers > Integer.MAX_VALUE / Float.BYTES) {
            throw new SafetensorsFormatException(
                    name(), "has " + tensor.name() + " of " + numbers + " numbers, expected less than 2 GiB in F32");
        }
        return new StoredTensor(tensor.shape(), type.get(), bytes(tensor));
    }
}
