package io.draftgate.cli.bench;

import io.draftgate.gpt2.Backend;
import io.draftgate.gpt2.Device;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.Precision;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One of two engines that are compared. Immutable.
 *
 * @param batch sequences at the same time
 */
record EngineSetup(Backend backend, Precision precision, Device device, int batch) {

    private static final String FORM = "BACKEND/PRECISION[/cpu|cuda:N[/BATCH]], e.g. chunk/int8/cpu/8";

    EngineOptions options(int threads) {
        return new EngineOptions(batch, threads, precision, backend, device);
    }

    /** As it is typed. */
    String typed() {
        String where = device.isGpu() ? "cuda:" + device.number() : "cpu";
        return backend.backendName() + "/" + precision.precisionName() + "/" + where + "/" + batch;
    }

    /** Reads what was typed. */
    static final class Converter implements ITypeConverter<EngineSetup> {

        @Override
        public EngineSetup convert(String typed) {
            String[] parts = typed.split("/", -1);
            if (parts.length < 2 || parts.length > 4) {
                throw new TypeConversionException("'" + typed + "' is no " + FORM);
            }
            try {
                return new EngineSetup(
                        Backend.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                        Precision.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                        parts.length > 2 ? device(parts[2]) : Device.CPU,
                        parts.length > 3 ? Integer.parseInt(parts[3]) : EngineOptions.DEFAULT_SLOTS);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + typed + "' is no " + FORM);
            }
        }

        private static Device device(String typed) {
            String[] parts = typed.split(":", -1);
            return switch (parts[0].toLowerCase(Locale.ROOT)) {
                case "cpu" -> Device.CPU;
                case "cuda" -> Device.cuda(parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
                default -> throw new IllegalArgumentException(typed);
            };
        }
    }
}
