package io.draftgate.gpt2.profile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixSpeedTest {

    /** A pocket calculator of 1990, and more than any processor of today. */
    private static final double LEAST = 1e6;

    private static final double MOST = 1e15;

    @ParameterizedTest
    @EnumSource
    void shouldMeasureASpeedThatAMachineCanHave(Precision precision) {
        // When
        double operations = MatrixSpeed.operationsPerSecond(precision, 1);

        // Then
        assertTrue(operations > LEAST && operations < MOST, operations + " operations per second");
    }
}
