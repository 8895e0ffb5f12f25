package io.draftgate.cli.pipeline;

import io.draftgate.broker.BrokerOptions;
import io.draftgate.broker.ClusterPlace;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.cli.command.Allowed;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate broker}. */
@Command(
        name = "broker",
        description = "Run a Kafka broker in this process, until Ctrl-C. For trying things out, not for production.",
        footer = {
            "",
            "Examples:",
            "  draftgate broker --dir kafka-data",
            "  draftgate broker --dir kafka-data --port 19092",
            "  draftgate broker --dir kafka-1 --port 19092 --node 1 --controllers 19192,19193,19194   # and nodes 2 and 3"
        })
public final class BrokerCommand extends DraftgateCommand {
    private final Console console;

    @Option(names = "--dir", paramLabel = "DIR", required = true, description = "Where it keeps its topics.")
    private Path directory = Path.of("");

    @Option(names = "--port", paramLabel = "N", description = "Where it listens (default: ${DEFAULT-VALUE}).")
    @Allowed(min = 1, max = Allowed.MAX_PORT)
    private int port = 9092;

    @Option(
            names = "--session-seconds",
            paramLabel = "S",
            description = "After this long a silent worker counts as dead (default: ${DEFAULT-VALUE}).")
    @Allowed(min = 6, max = 60)
    private long sessionSeconds = BrokerOptions.DEFAULT_SESSION_TIMEOUT.toSeconds();

    @Option(
            names = "--node",
            paramLabel = "N",
            description = "Which node of a cluster on this machine it is, from 1 (default: it is alone).")
    @Allowed(min = 1)
    private @Nullable Integer node;

    @Option(
            names = "--controllers",
            paramLabel = "PORT,...",
            split = ",",
            description = "Controller ports of all nodes of the cluster, node 1 first; three or more.")
    @Allowed(min = 1, max = Allowed.MAX_PORT)
    private List<Integer> controllerPorts = List.of();

    /** The command, writing to a console. */
    public BrokerCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() throws Exception {
        BrokerOptions options;
        try {
            options = options();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "See 'draftgate broker --help'");
        }
        return serve(options);
    }

    private BrokerOptions options() {
        BrokerOptions alone =
                BrokerOptions.defaults().withPort(port).withSessionTimeout(Duration.ofSeconds(sessionSeconds));
        if (node == null && controllerPorts.isEmpty()) {
            return alone;
        }
        return alone.withCluster(new ClusterPlace(node == null ? 0 : node, controllerPorts));
    }

    private ExitCode serve(BrokerOptions options) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, options)) {
            console.notice("Kafka listens on " + broker.bootstrapServers() + ". Ctrl-C stops.");
            return UntilInterrupted.serve(console, "the broker", new CompletableFuture<>());
        }
    }
}
