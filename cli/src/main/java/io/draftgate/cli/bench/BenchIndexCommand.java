package io.draftgate.cli.bench;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.console.ProgressBar;
import io.draftgate.cli.pipeline.TemporaryFolder;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.ChainRecord;
import io.draftgate.index.DatabaseAddress;
import io.draftgate.index.EventOpener;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate bench index}. */
@Command(
        name = "index",
        description = "Measure how fast the audit index takes in records and finds drafts, on a log of made-up words.",
        footer = {
            "",
            "Examples:",
            "  draftgate bench index --records 1000000",
            "  draftgate bench index --records 100000 --database 'jdbc:postgresql://localhost/bench?user=me' --json"
        })
final class BenchIndexCommand extends DraftgateCommand {
    private static final int DRAFTS_AT_ONCE = 1_500;
    private static final long SEED = 17;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Console console;

    @Option(names = "--records", paramLabel = "N", description = "Records of the log (default: ${DEFAULT-VALUE}).")
    private long records = 1_000_000;

    @Option(
            names = "--database",
            paramLabel = "FILE|URL",
            description = "An empty database, which is left full (default: SQLite in a temporary folder).")
    private @Nullable String database;

    BenchIndexCommand(Console console) {
        this.console = console;
    }

    private record Document(long records, long drafts, double recordsPerSecond, List<SearchTimes.Measured> searches) {}

    @Override
    protected ExitCode run() throws Exception {
        if (records < 1) {
            throw CommandException.usage("--records is " + records + ", expected 1 or more", "Try --records 100000");
        }
        try (TemporaryFolder folder = TemporaryFolder.create();
                AuditIndex index = AuditIndex.open(DatabaseAddress.of(
                        database == null ? folder.path().resolve("audit.db").toString() : database))) {
            if (!index.positions().isEmpty()) {
                throw CommandException.usage("--database holds an index already", "Name an empty database");
            }
            measure(index);
        }
        return ExitCode.DONE;
    }

    private void measure(AuditIndex index) {
        SyntheticLog log = new SyntheticLog(new SyntheticWords(SEED));
        long added = 0;
        long nanos = 0;
        try (ProgressBar progress = console.progress("Indexing", records)) {
            while (added < records) {
                List<ChainRecord> batch = log.next(DRAFTS_AT_ONCE);
                long begun = System.nanoTime();
                index.add(batch, EventOpener.unsealed());
                nanos += System.nanoTime() - begun;
                added += batch.size();
                progress.done(added);
            }
        }
        print(new Document(added, log.drafts(), added * NANOS_PER_SECOND / nanos, SearchTimes.of(index, log.drafts())));
    }

    private void print(Document document) {
        if (json()) {
            console.json(document);
            return;
        }
        console.line(String.format(
                Locale.ROOT,
                "%d records about %d drafts, %.0f records/s",
                document.records(),
                document.drafts(),
                document.recordsPerSecond()));
        console.line(String.format(Locale.ROOT, "%-48s %6s %10s %10s", "search", "found", "median ms", "worst ms"));
        document.searches()
                .forEach(search -> console.line(String.format(
                        Locale.ROOT,
                        "%-48s %6d %10.1f %10.1f",
                        search.name(),
                        search.found(),
                        search.medianMillis(),
                        search.worstMillis())));
    }
}
