package io.draftgate.cli.bench;

import io.draftgate.gpt2.Precision;
import io.draftgate.gpt2.profile.MatrixSpeed;
import java.util.concurrent.ExecutionException;

/**
 * What the machine itself can do with as many threads. Immutable.
 *
 * @param memoryReadBytesPerSecond of a stream through memory
 * @param f32OperationsPerSecond multiplications and additions of a large product of floats
 * @param int8OperationsPerSecond the same of 8-bit integers
 */
record MachineLimits(double memoryReadBytesPerSecond, double f32OperationsPerSecond, double int8OperationsPerSecond) {

    static MachineLimits measure(int threads) throws ExecutionException, InterruptedException {
        return new MachineLimits(
                ReadSpeed.bytesPerSecond(threads),
                MatrixSpeed.operationsPerSecond(Precision.F32, threads),
                MatrixSpeed.operationsPerSecond(Precision.INT8, threads));
    }
}
