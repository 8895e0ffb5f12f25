package io.draftgate.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    record Verdict(String id, @Nullable Double probability, List<Integer> tokenIds) {}

    @Test
    void shouldBeginEveryDocumentWithItsSchemaVersionAndKeepNulls() {
        // Given
        Console console = console(Appearance.plain());

        // When
        console.jsonLine(new Verdict("ä", null, List.of(1, 2)));

        // Then
        assertEquals(
                "{\"schemaVersion\":1,\"id\":\"ä\",\"probability\":null,\"tokenIds\":[1,2]}\n",
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldShowNoProgressWhereNobodyWatches() {
        // Given
        Console console = console(Appearance.plain());

        // When
        try (ProgressBar bar = console.progress("Screening", 2)) {
            bar.done(1);
            console.line("a");
        }

        // Then
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        assertEquals("a\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldKeepLinesApartFromTheProgressBarAndLeaveNoneBehind() {
        // Given
        Console console = console(new Appearance(true, false, false));
        String half = "Screening [###############---------------] 1/2";

        // When
        try (ProgressBar bar = console.progress("Screening", 2)) {
            bar.done(1);
            console.notice("careful");
        }
        console.notice("over");

        // Then
        assertEquals(
                "\r\u001b[K" + half + "\r\u001b[Kcareful\n" + half + "\r\u001b[Kover\n",
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldFailWhenNobodyTakesTheResult() {
        // Given
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                err,
                Appearance.plain());

        // When
        UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> console.line("a"));

        // Then
        assertEquals("cannot write to standard output: No space left on device", failure.getMessage());
    }

    @Test
    void shouldShowProgressAndColoursOnlyWhereTheyAreWanted() {
        assertEquals(new Appearance(true, true, true), Appearance.of("12", Map.of("TERM", "xterm")));
        assertEquals(new Appearance(true, false, true), Appearance.of("12", Map.of("NO_COLOR", "1")));
        assertEquals(new Appearance(true, false, false), Appearance.of("2", Map.of()));
        assertEquals(new Appearance(false, true, true), Appearance.of("1", Map.of()));
        assertEquals(new Appearance(false, false, true), Appearance.of("12", Map.of("TERM", "dumb")));
        assertEquals(Appearance.plain(), Appearance.of("", Map.of()));
    }

    private Console console(Appearance appearance) {
        return new Console(new ByteArrayInputStream(new byte[0]), out, err, appearance);
    }
}
