package io.draftgate.gpt2.conversion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.onnxruntime.OnnxJavaType;
import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.weights.Weights.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundingTest {

    private static final float[] NUMBERS = {1, -2, 0.5f, 2, 0, -0.25f};

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRoundToTheSameIntegersSignedAndUnsigned(boolean isInputFirst) {
        // When
        Map<String, Tensor> signed = new Rounding.Bytes(true).round("m", matrix(2, 3), isInputFirst);
        Map<String, Tensor> unsigned = new Rounding.Bytes(false).round("m", matrix(2, 3), isInputFirst);

        // Then
        assertEquals(OnnxJavaType.INT8, signed.get("m.int8").type());
        assertEquals(OnnxJavaType.UINT8, unsigned.get("m.int8").type());
        assertEquals(signed.get("m.int8").shape(), unsigned.get("m.int8").shape());
        int[] around0 = new int[NUMBERS.length];
        int[] around128 = new int[NUMBERS.length];
        for (int i = 0; i < NUMBERS.length; i++) {
            around0[i] = signed.get("m.int8").numbers().get(i);
            around128[i] = Byte.toUnsignedInt(unsigned.get("m.int8").numbers().get(i)) - 128;
        }
        assertArrayEquals(around0, around128);
        assertEquals(-127, around0[isInputFirst ? 1 : 2], "the largest of its output");
        assertEquals(signed.get("m.scales").numbers(), unsigned.get("m.scales").numbers());
    }

    @Test
    void shouldGiveEveryBlockItsScale() {
        // When: 40 inputs of one output take three blocks of 16
        Map<String, Tensor> rounded = new Rounding.Blocks(16).round("m", matrix(1, 40), false);

        // Then
        assertEquals(List.of(1L, 3L, 16L), rounded.get("m.blocks").shape());
        assertEquals(List.of(3L), rounded.get("m.block_scales").shape());
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT8", "INT4"})
    void shouldNameWhatIsRoundedOtherwiseOtherwise(Precision precision) {
        // When
        String label = Rounding.of(precision).label();

        // Then
        assertFalse(List.of(new Rounding.None().label(), new Rounding.Blocks(8).label())
                .contains(label));
        assertEquals(label, Rounding.of(precision).label(), "a trial comes out the same every time");
    }

    private static Tensor matrix(int rows, int columns) {
        ByteBuffer memory =
                ByteBuffer.allocateDirect(rows * columns * Float.BYTES).order(ByteOrder.nativeOrder());
        for (int i = 0; i < rows * columns; i++) {
            memory.putFloat(i * Float.BYTES, NUMBERS[i % NUMBERS.length]);
        }
        return Tensor.floats(List.of((long) rows, (long) columns), memory);
    }
}
