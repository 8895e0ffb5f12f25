package io.draftgate.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class StandardOptions {

    static final String JSON = "--json";
    static final String JSONL = "--jsonl";
    static final String DEBUG = "--debug";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 100,
            description = "Show this help and stop.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(names = JSON, order = 90, description = "Print one JSON document and nothing else.")
    private boolean json;

    @Option(names = DEBUG, order = 91, description = "Show the stack trace when something fails.")
    @SuppressWarnings("UnusedVariable") // FailureReporter looks for it, even where parsing fails
    private boolean debug;

    @Option(
            names = "--log-file",
            order = 92,
            paramLabel = "FILE",
            description =
                    "Write warnings of the libraries there; - is standard error (default: draftgate.log in the state folder).")
    private @Nullable Path logFile;

    @Option(
            names = "--log-format",
            order = 93,
            paramLabel = "text|json",
            description = "How they are written; json is one object a line (default: text).")
    private LogFormat logFormat = LogFormat.TEXT;

    boolean json() {
        return json;
    }

    LogFile openLog() {
        return logFile == null ? LogFile.openDefault(System.getenv(), logFormat) : LogFile.open(logFile, logFormat);
    }
}
