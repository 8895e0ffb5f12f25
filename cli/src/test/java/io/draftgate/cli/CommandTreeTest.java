package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.cli.console.Appearance;
import io.draftgate.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class CommandTreeTest {

    static Stream<String> commands() {
        return specifications().map(CommandSpec::qualifiedName);
    }

    static Stream<CommandSpec> specifications() {
        Console nowhere = new Console(
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                Appearance.plain());
        return below(new CommandTree(nowhere, Map.of()).commandLine());
    }

    private static Stream<CommandSpec> below(CommandLine command) {
        return Stream.concat(
                Stream.of(command.getCommandSpec()),
                command.getSubcommands().values().stream().flatMap(CommandTreeTest::below));
    }

    @ParameterizedTest(name = "{0} --help")
    @MethodSource("commands")
    void shouldShowExamplesInEveryHelp(String command) {
        // Given
        String[] arguments =
                (command + " --help").replaceFirst("draftgate ", "").split(" ");

        // When
        Run run = Run.of(arguments);

        // Then
        assertEquals(0, run.exitCode());
        assertEquals("", run.err());
        String examples = run.out().replaceFirst("(?s).*\nExamples:\n", "");
        assertTrue(examples.startsWith("  ") && examples.contains(command), run.out());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("specifications")
    void shouldEscapePercentSignsInEveryDescription(CommandSpec command) {
        // Given: picocli formats each line
        Stream<String> lines = Stream.of(
                        Stream.of(command.usageMessage().description()),
                        Stream.of(command.usageMessage().footer()),
                        command.args().stream().map(ArgSpec::description).flatMap(Stream::of))
                .flatMap(each -> each);

        // Then
        lines.forEach(line -> assertDoesNotThrow(() -> line.formatted(), line));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "topics describ      | draftgate topics: unknown command 'describ', did you mean describe? See 'draftgate topics --help'.",
                "topics xyzzy        | draftgate topics: unknown command 'xyzzy'. See 'draftgate topics --help'.",
                "topics              | draftgate topics: a command is missing. See 'draftgate topics --help'.",
                "topics describe --partiton=3 | draftgate topics describe: unknown option '--partiton=3', did you mean --partitions? See 'draftgate topics describe --help'.",
                "topics describe x   | draftgate topics describe: unexpected argument 'x'. See 'draftgate topics describe --help'.",
                "topics create       | draftgate topics create: missing required option: '--bootstrap=HOST:PORT'. See 'draftgate topics create --help'.",
                "topics describe --partitions x | draftgate topics describe: invalid value for option '--partitions': 'x' is not an int. See 'draftgate topics describe --help'.",
                "topics describe --partitions 0 | draftgate topics describe: --partitions is 0, expected 1 or more. See 'draftgate topics describe --help'.",
            })
    void shouldAnswerAWrongCommandLineWithOneLineAndExitCode2(String commandLine, String expected) {
        // When
        Run run = Run.of(commandLine.split(" "));

        // Then
        assertEquals(new Run(2, "", expected + "\n"), run);
    }

    @Test
    void shouldPrintAnErrorDocumentAndNothingElseWithJson() throws Exception {
        // When
        Run run = Run.of("topics", "describe", "--partitions", "0", "--json");

        // Then
        JsonNode expected = new ObjectMapper().readTree("""
                        {"schemaVersion":1,"error":{"code":"usage","message":"--partitions is 0, expected 1 or more",
                        "next":"See 'draftgate topics describe --help'"}}""");
        assertEquals(expected, new ObjectMapper().readTree(run.out()));
        assertEquals("", run.err());
        assertEquals(2, run.exitCode());
    }

    @Test
    void shouldShowAStackTraceOnlyWithDebug() {
        // When
        Run plain = Run.of("topics", "describe", "--partitions", "0");
        Run debug = Run.of("topics", "describe", "--partitions", "0", "--debug");

        // Then
        assertEquals(1, plain.errLines().size());
        assertTrue(debug.err().contains("\tat io.draftgate."), debug.err());
    }
}
