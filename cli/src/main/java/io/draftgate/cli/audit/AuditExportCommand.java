package io.draftgate.cli.audit;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.DraftQuery;
import io.draftgate.index.ExportFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate audit export}. */
@Command(
        name = "export",
        description = "Write drafts, and prompts that got none, from the audit index to a file, one row each.",
        footer = {
            "",
            "Examples:",
            "  draftgate audit export --format parquet --output drafts.parquet",
            "  draftgate audit export --format csv --output november.csv --since 2026-11-01 --until 2026-12-01",
            "  draftgate audit export --format jsonl --output acme.jsonl --tenant acme"
        })
final class AuditExportCommand extends DraftgateCommand {
    private final Console console;

    @Option(names = "--format", paramLabel = "csv|parquet|jsonl", required = true, description = "How to write them.")
    private ExportFormat format = ExportFormat.JSONL;

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "A file that is not there yet.")
    private Path output = Path.of("");

    @Mixin
    private final QueryOptions queryOptions = new QueryOptions();

    @Mixin
    private final IndexOptions indexOptions = new IndexOptions();

    AuditExportCommand(Console console) {
        this.console = console;
    }

    private record Document(String file, long drafts) {}

    @Override
    protected ExitCode run() throws Exception {
        if (Files.exists(output)) {
            throw CommandException.usage("--output " + output + " exists", "Name a file that is not there yet");
        }
        DraftQuery query = queryOptions.query(DraftQuery.DEFAULT_LIMIT);
        try (AuditIndex index = indexOptions.open()) {
            long drafts = format.export(index, query, output);
            if (json()) {
                console.json(new Document(output.toString(), drafts));
            } else {
                console.line(drafts + " drafts written to " + output + ".");
            }
        }
        return ExitCode.DONE;
    }
}
