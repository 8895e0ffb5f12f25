package io.draftgate.gpt2.safetensors;

/** Rounds 32-bit floats to what a file stores, to the nearest and in a tie to the even number. */
final class FloatNarrowing {
    private FloatNarrowing() {}

    /** The upper half of the float, rounded; a NaN becomes the quiet NaN. */
    static int bfloat16(float number) {
        if (Float.isNaN(number)) {
            return 0x7FC0;
        }
        int bits = Float.floatToRawIntBits(number);
        return (bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16;
    }

    /** IEEE 754 binary16; beyond its range, infinity. */
    static int half(float number) {
        int sign = Float.floatToRawIntBits(number) >>> 16 & 0x8000;
        if (Float.isNaN(number)) {
            return sign | 0x7E00;
        }
        double magnitude = Math.abs((double) number);
        if (magnitude < 0x1p-14) {
            return sign | (int) Math.rint(magnitude * 0x1p24);
        }
        int exponent = Math.min(Math.getExponent(magnitude), 16);
        // A fraction that rounds up to 2 carries into the exponent, up to infinity: the encoding is made for that.
        int scaled = (int) Math.min(Math.rint(magnitude * Math.scalb(1.0, 10 - exponent)), 2048);
        return sign | Math.min(((exponent + 14) << 10) + scaled, 0x7C00);
    }
}
