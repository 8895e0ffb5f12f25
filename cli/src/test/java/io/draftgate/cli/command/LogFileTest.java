package io.draftgate.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {

    @TempDir
    Path folder;

    @Test
    void shouldLeaveNothingBehindWhenThereIsNothingToSay() {
        // When
        try (LogFile log = LogFile.openDefault(Map.of("XDG_STATE_HOME", folder.toString()), LogFormat.TEXT)) {
            LoggerFactory.getLogger("kafka").info("2,500 lines of this");
            assertTrue(Files.exists(folder), () -> "open while " + log + " is");
        }

        // Then
        assertFalse(Files.exists(folder.resolve("draftgate")));
    }

    @Test
    void shouldKeepTheWarningsOfBothKindsOfLogging() throws Exception {
        // When
        try (LogFile log = LogFile.openDefault(Map.of("XDG_STATE_HOME", folder.toString()), LogFormat.TEXT)) {
            LoggerFactory.getLogger("kafka").warn("slow {}", "broker");
            java.util.logging.Logger.getLogger("tribuo").log(Level.WARNING, "odd label");
            assertTrue(Files.exists(folder), () -> "open while " + log + " is");
        }

        // Then
        String text = Files.readString(folder.resolve("draftgate").resolve("draftgate.log"));
        assertEquals(2, text.lines().count(), text);
        assertTrue(text.contains("kafka slow broker\n") && text.contains("tribuo odd label\n"), text);
    }

    @Test
    void shouldWriteOneJsonObjectALineForPrograms() throws Exception {
        // Given
        Path file = folder.resolve("log.json");

        // When
        try (LogFile log = LogFile.open(file, LogFormat.JSON)) {
            LoggerFactory.getLogger("kafka").warn("slow {}", "broker", new IllegalStateException("why"));
            assertTrue(Files.exists(folder), () -> "open while " + log + " is");
        }

        // Then
        List<String> lines = Files.readAllLines(file);
        assertEquals(1, lines.size());
        JsonNode event = new ObjectMapper().readTree(lines.get(0));
        assertEquals("WARN", event.get("level").asText());
        assertEquals("slow broker", event.get("formattedMessage").asText());
        assertEquals("why", event.get("throwable").get("message").asText());
    }

    @Test
    void shouldRefuseAFileThatCannotBeWritten() {
        // When
        CommandException refusal = assertThrows(
                CommandException.class,
                () -> LogFile.open(folder.resolve("missing").resolve("a.log"), LogFormat.TEXT));

        // Then
        assertEquals(
                "the log file " + folder.resolve("missing").resolve("a.log") + " cannot be written",
                refusal.getMessage());
    }
}
