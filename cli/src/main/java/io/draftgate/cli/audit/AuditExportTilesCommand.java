package io.draftgate.cli.audit;

import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.tile.TileExport;
import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.schemas.TopicCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate audit export-tiles}. */
@Command(
        name = "export-tiles",
        description = "Write the audit logs as plain files that anybody can serve, mirror and compute proofs from "
                + "(C2SP tlog-tiles).",
        footer = {
            "",
            "One folder a partition. The entries are digests of the records: no prompt and no draft is in the files.",
            "",
            "Examples:",
            "  draftgate audit export-tiles --output tiles --bootstrap localhost:9092"
        })
final class AuditExportTilesCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final PartitionOption partitionOption = new PartitionOption();

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "Where the folders are written.")
    private Path output = Path.of("");

    AuditExportTilesCommand(Console console) {
        this.console = console;
    }

    private record Document(List<LogDocument> logs) {}

    private record LogDocument(String origin, long entries, String folder) {}

    @Override
    protected ExitCode run() {
        TopicCatalogue topics = catalogueOptions.catalogue();
        List<LogDocument> logs = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafkaOptions.clientFor(List.of(topics.auditRecords())))) {
            for (ChainPartition chain : partitionOption.of(ChainPartition.all(reader, topics))) {
                LogReading.newest(chain).ifPresent(checkpoint -> logs.add(export(chain, checkpoint)));
            }
        }
        if (logs.isEmpty()) {
            throw LogReading.noCheckpoint(topics.auditCheckpoints().name());
        }
        if (json()) {
            console.json(new Document(logs));
        } else {
            logs.forEach(log -> console.line(log.origin() + ": " + log.entries() + " entries in " + log.folder()));
        }
        return ExitCode.DONE;
    }

    private LogDocument export(ChainPartition chain, SignedCheckpoint checkpoint) {
        Path folder = output.resolve(chain.name());
        TileExport export = new TileExport(folder);
        LogReading.upTo(checkpoint, chain, export, link -> export.entry(link.entry()));
        export.finish(checkpoint.toString());
        return new LogDocument(
                checkpoint.checkpoint().origin(), checkpoint.checkpoint().size(), folder.toString());
    }
}
