package io.draftgate.gpt2.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Turns stored numbers into 32-bit floats; every half and every bfloat16 is a float, so nothing is rounded. */
final class FloatWidening {
    private FloatWidening() {}

    /**
     * The same numbers as floats.
     *
     * @param raw little-endian numbers of the type
     * @return direct, in native order, one float per number
     */
    static ByteBuffer widen(ByteBuffer raw, ElementType type) {
        int numbers = raw.remaining() / type.bytes();
        ByteBuffer out = ByteBuffer.allocateDirect(numbers * Float.BYTES).order(ByteOrder.nativeOrder());
        FloatBuffer floats = out.asFloatBuffer();
        switch (type) {
            case F32 -> floats.put(raw.asFloatBuffer());
            case F16 -> {
                float[] table = halves();
                for (int i = 0; i < numbers; i++) {
                    floats.put(i, table[raw.getShort(2 * i) & 0xFFFF]);
                }
            }
            case BF16 -> {
                for (int i = 0; i < numbers; i++) {
                    floats.put(i, Float.intBitsToFloat(raw.getShort(2 * i) << 16));
                }
            }
        }
        return out;
    }

    /** The float of each of the 65,536 halves: a look-up costs less than taking each number apart. */
    private static float[] halves() {
        var table = new float[1 << 16];
        for (int bits = 0; bits < table.length; bits++) {
            table[bits] = half(bits);
        }
        return table;
    }

    /** IEEE 754 binary16: 1 sign bit, 5 bits of exponent (bias 15), 10 bits of fraction. */
    private static float half(int bits) {
        int exponent = (bits >>> 10) & 0x1F;
        int fraction = bits & 0x3FF;
        float magnitude = switch (exponent) {
            case 0 -> fraction * 0x1p-24f;
            case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            default -> Float.intBitsToFloat(((exponent + 127 - 15) << 23) | (fraction << 13));
        };
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }
}
