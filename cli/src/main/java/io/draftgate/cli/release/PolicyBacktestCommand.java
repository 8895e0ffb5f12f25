package io.draftgate.cli.release;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.detection.policy.Policy;
import io.draftgate.release.gate.ReleasePolicy;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate policy backtest}. */
@Command(
        name = "backtest",
        description = {
            "Decide the drafts of the log again with another policy and list every draft whose route would change.",
            "The detector's findings stay as they were logged. With --release-policy, gates are as open as they were then; a "
                    + "gate whose rule changed is not open."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate policy backtest --policy new.yaml --bootstrap localhost:9092",
            "  draftgate policy backtest --policy new.yaml --since 2026-11-01T00:00:00Z --bootstrap localhost:9092 --json",
            "  draftgate policy backtest --release-policy staged.yaml --bootstrap localhost:9092"
        })
public final class PolicyBacktestCommand extends DraftgateCommand {
    private final Console console;

    @Option(
            names = "--policy",
            paramLabel = "NEW.yaml",
            description = "Rules to be tried (default: the decisions as logged).")
    private @Nullable Path policyFile;

    @Option(
            names = "--release-policy",
            paramLabel = "NEW.yaml",
            description = "Gates to be tried (default: none are looked at).")
    private @Nullable Path releasePolicyFile;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only drafts screened from then on, in ISO-8601 (default: all).")
    private @Nullable String since;

    @Mixin
    private final LogOptions log = new LogOptions();

    /** The command, writing to a console. */
    public PolicyBacktestCommand(Console console) {
        this.console = console;
    }

    private record Document(
            int draftsRedecided,
            int changed,
            List<RouteChange> changes,
            long erasedEvents,
            long lockedEvents,
            boolean auditVerified) {}

    @Override
    protected ExitCode run() {
        if (policyFile == null && releasePolicyFile == null) {
            throw CommandException.usage(
                    "no policy to be tried", "Name --policy NEW.yaml or --release-policy NEW.yaml");
        }
        Redecision redecision = new Redecision(
                Optional.ofNullable(policyFile).map(Policy::read),
                Optional.ofNullable(releasePolicyFile).map(ReleasePolicy::read),
                since());
        OpenedLog opened = log.open();
        if (releasePolicyFile != null) {
            opened.read(redecision.gates());
        }
        OpenedLog.Reading reading = opened.read(redecision);
        if (json()) {
            console.json(new Document(
                    redecision.drafts(),
                    redecision.changes().size(),
                    redecision.changes(),
                    reading.erased(),
                    reading.locked(),
                    reading.intact()));
        } else {
            redecision
                    .changes()
                    .forEach(change -> console.line(
                            change.draft() + "  " + change.from() + " -> " + change.to() + "  " + change.reason()));
            console.line(redecision.drafts() + " drafts decided again, "
                    + redecision.changes().size() + " would change their route. " + reading.remark());
        }
        return ExitCode.DONE;
    }

    private Instant since() {
        try {
            return since == null ? Instant.EPOCH : Instant.parse(since);
        } catch (DateTimeException e) {
            throw CommandException.usage("--since is '" + since + "', expected a time", "Try 2026-11-01T00:00:00Z");
        }
    }
}
