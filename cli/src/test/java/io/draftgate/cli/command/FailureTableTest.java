package io.draftgate.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FailureTableTest {

    @Test
    void shouldNameTheFileThatIsMissingHoweverDeepTheExceptionLies() {
        // Given
        Exception thrown = new ExecutionException(new UncheckedIOException(new NoSuchFileException("models/x")));

        // When
        Failure failure = FailureTable.of(thrown);

        // Then
        assertEquals(
                new Failure(ExitCode.COULD_NOT_RUN, "no-such-file", "no such file: models/x", "Check the path"),
                failure);
        assertEquals("no such file: models/x. Check the path.", failure.text());
    }

    @Test
    void shouldTellTheReasonOfAFileSystem() {
        // When
        Failure failure = FailureTable.of(new FileSystemException("a", null, "No space left on device"));

        // Then
        assertEquals("a: No space left on device", failure.message());
    }

    @Test
    void shouldKeepTheWordsOfTheConsoleAboutAPipeThatBroke() {
        // When
        Failure failure = FailureTable.of(new UncheckedIOException(
                "cannot write to standard output: Broken pipe", new IOException("Broken pipe")));

        // Then
        assertEquals("cannot write to standard output: Broken pipe", failure.message());
    }

    @Test
    void shouldEndWith130WhenInterrupted() {
        assertEquals(130, FailureTable.of(new InterruptedException()).exitCode().number());
    }

    @Test
    void shouldKnowAnInterruptionWhateverALibraryMadeOfIt() {
        // Given
        Exception thrown = new IllegalStateException("cannot create topic a", new InterruptedException());

        // When
        Failure failure = FailureTable.of(thrown);

        // Then
        assertEquals("interrupted", failure.code());
    }

    @Test
    void shouldFoldAMessageOfSeveralLinesIntoOne() {
        // When
        Failure failure = FailureTable.of(new IllegalStateException("first.\n  second\n"));

        // Then
        assertEquals(
                "an error that should not happen: java.lang.IllegalStateException: first.; second", failure.message());
    }
}
