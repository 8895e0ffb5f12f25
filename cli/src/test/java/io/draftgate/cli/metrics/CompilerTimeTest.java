package io.draftgate.cli.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CompilerTimeTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldCountWhatTheCompilersOfAProcessTook() {
        ProcessHandle self = ProcessHandle.current();

        Duration compiling = CompilerTime.of(self.pid());

        assertTrue(compiling.compareTo(Duration.ZERO) > 0, compiling::toString);
        assertTrue(compiling.compareTo(self.info().totalCpuDuration().orElseThrow()) < 0, compiling::toString);
    }

    @Test
    void shouldSayNothingOfAProcessThatIsNotThere() {
        assertEquals(Duration.ZERO, CompilerTime.of(Long.MAX_VALUE));
    }
}
