package io.draftgate.gpt2.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/** One safetensors file, its header read and checked. Immutable. */
public final class SafetensorsFile {
    private static final int LENGTH_BYTES = 8;

    /** 1558M's header has 60 KB. */
    private static final long MAX_HEADER_BYTES = 8 << 20;

    private final ByteSource source;
    private final Map<String, TensorEntry> tensors;
    private final long dataBegin;

    private SafetensorsFile(ByteSource source, Map<String, TensorEntry> tensors, long dataBegin) {
        this.source = source;
        this.tensors = tensors;
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
        return tensors;
    }

    /**
     * The tensor's numbers as 32-bit floats, in native byte order and aligned. F32 is mapped where it lies; F16 and BF16
     * are converted, which is exact.
     *
     * @throws SafetensorsFormatException if the type is no {@link ElementType}, or the tensor has 2 GiB or more
     */
    public ByteBuffer floats(TensorEntry tensor) throws IOException {
        Optional<ElementType> type = ElementType.named(tensor.elementType());
        if (type.isEmpty()) {
            throw new SafetensorsFormatException(
                    name(), "has " + tensor.name() + " in " + tensor.elementType() + ", expected F32, F16 or BF16");
        }
        long numbers = (tensor.end() - tensor.begin()) / type.get().bytes();
        if (numbers > Integer.MAX_VALUE / Float.BYTES) {
            throw new SafetensorsFormatException(
                    name(), "has " + tensor.name() + " of " + numbers + " numbers, expected less than 2 GiB in F32");
        }
        long offset = dataBegin + tensor.begin();
        ByteBuffer raw = source.slice(offset, tensor.end() - tensor.begin());
        boolean inPlace = type.get() == ElementType.F32
                && offset % Float.BYTES == 0
                && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        return inPlace ? raw : FloatWidening.widen(raw, type.get());
    }
}
