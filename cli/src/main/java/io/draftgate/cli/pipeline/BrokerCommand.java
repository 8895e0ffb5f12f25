package io.draftgate.cli.pipeline;

import io.draftgate.broker.BrokerOptions;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate broker}. */
@Command(
        name = "broker",
        description =
                "Run a single Kafka broker in this process, until Ctrl-C. For trying things out, not for production.",
        footer = {
            "",
            "Examples:",
            "  draftgate broker --dir kafka-data",
            "  draftgate broker --dir kafka-data --port 19092"
        })
public final class BrokerCommand extends DraftgateCommand {
    private final Console console;

    @Option(names = "--dir", paramLabel = "DIR", required = true, description = "Where it keeps its topics.")
    private Path directory = Path.of("");

    @Option(names = "--port", paramLabel = "N", description = "Where it listens (default: ${DEFAULT-VALUE}).")
    private int port = 9092;

    @Option(
            names = "--session-seconds",
            paramLabel = "S",
            description = "After this long a silent worker counts as dead, 6 to 60 (default: ${DEFAULT-VALUE}).")
    private long sessionSeconds = BrokerOptions.DEFAULT_SESSION_TIMEOUT.toSeconds();

    /** The command, writing to a console. */
    public BrokerCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() throws Exception {
        BrokerOptions options;
        try {
            options = BrokerOptions.defaults().withPort(port).withSessionTimeout(Duration.ofSeconds(sessionSeconds));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "See 'draftgate broker --help'");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, options)) {
            console.notice("Kafka listens on " + broker.bootstrapServers() + ". Ctrl-C stops.");
            return UntilInterrupted.serve(console, "the broker", new CompletableFuture<>());
        }
    }
}
