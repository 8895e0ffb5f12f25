package io.draftgate.cli;

import io.draftgate.cli.console.Appearance;
import io.draftgate.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A command run in this JVM, and what came of it. */
record Run(int exitCode, String out, String err) {

    static Run of(String... arguments) {
        return withInput("", arguments);
    }

    static Run withInput(String in, String... arguments) {
        return run(in, Map.of(), arguments);
    }

    static Run withEnvironment(Map<String, String> environment, String... arguments) {
        return run("", environment, arguments);
    }

    private static Run run(String in, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), out, err, Appearance.plain());
        int exitCode = new CommandTree(console, environment).execute(arguments);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}
