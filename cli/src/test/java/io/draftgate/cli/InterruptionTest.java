package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sends real signals to a real process. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class InterruptionTest {

    @Test
    void shouldEndWith130OnCtrlCWhileAnEngineRuns() throws Exception {
        assertEquals(130, exitCodeAfter("INT", "generate", "--prompt", "x", "--n", "128", "--max-tokens", "250"));
    }

    @Test
    void shouldEndWith143OnTermWhileItWaitsForATextThatNobodyTypes() throws Exception {
        assertEquals(143, exitCodeAfter("TERM", "score"));
    }

    /** Signals the process as soon as the JVM tells that it loads a class that only the work needs. */
    private static int exitCodeAfter(String signal, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                "io.draftgate.cli.Draftgate");
        builder.command().addAll(List.of(arguments));
        Process process = builder.redirectErrorStream(true).start();
        String working = arguments[0].equals("score") ? "command.InputText " : "gpt2.engine.Scheduler ";
        try (var log = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = log.readLine(); line != null && !line.contains(working); line = log.readLine()) {
                assertFalse(line.contains("fatal error"), line);
            }
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            String last = "";
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                last = line.startsWith("[") ? last : line;
            }
            assertEquals("draftgate " + arguments[0] + ": interrupted. Run the command again to do the rest.", last);
        }
        return process.waitFor();
    }
}
