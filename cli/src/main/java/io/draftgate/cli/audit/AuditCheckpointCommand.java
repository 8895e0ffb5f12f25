package io.draftgate.cli.audit;

import io.draftgate.audit.ChainLink;
import io.draftgate.audit.checkpoint.Checkpoint;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.merkle.TreeReader;
import io.draftgate.audit.note.SignedNote;
import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.schemas.TopicCatalogue;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate audit checkpoint}. */
@Command(
        name = "checkpoint",
        description =
                "Print the newest checkpoint of every audit log: keep it where the owner of the log cannot reach it.",
        footer = {
            "",
            "The text is C2SP tlog-checkpoint: origin, number of records, root of the Merkle tree, signature.",
            "",
            "Examples:",
            "  draftgate audit checkpoint --bootstrap localhost:9092 > monday.txt",
            "  draftgate audit checkpoint --bootstrap localhost:9092 --partition 0 --json",
            "  draftgate audit checkpoint --bootstrap localhost:9092 --unsigned"
        })
final class AuditCheckpointCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final PartitionOption partitionOption = new PartitionOption();

    @Option(
            names = "--unsigned",
            description = "Compute it from the records, where no key signs any; the origin is the name of the chain.")
    private boolean unsigned;

    AuditCheckpointCommand(Console console) {
        this.console = console;
    }

    private record Document(List<CheckpointDocument> checkpoints) {}

    private record CheckpointDocument(String chain, String origin, long size, String root, String note) {
        static CheckpointDocument of(SignedCheckpoint signed) {
            Checkpoint checkpoint = signed.checkpoint();
            return new CheckpointDocument(
                    checkpoint.chainName(),
                    checkpoint.origin(),
                    checkpoint.size(),
                    checkpoint.root().toString(),
                    signed.toString());
        }
    }

    @Override
    protected ExitCode run() {
        TopicCatalogue topics = catalogueOptions.catalogue();
        List<SignedCheckpoint> checkpoints;
        try (TopicReader reader = new TopicReader(kafkaOptions.clientFor(List.of(topics.auditRecords())))) {
            checkpoints = partitionOption.of(ChainPartition.all(reader, topics)).stream()
                    .flatMap(chain -> unsigned ? Stream.of(computed(chain)) : LogReading.newest(chain).stream())
                    .toList();
        }
        if (checkpoints.isEmpty()) {
            throw LogReading.noCheckpoint(topics.auditCheckpoints().name());
        }
        if (json()) {
            console.json(new Document(
                    checkpoints.stream().map(CheckpointDocument::of).toList()));
        } else {
            checkpoints.forEach(checkpoint -> console.line(checkpoint.toString()));
        }
        return ExitCode.DONE;
    }

    private static SignedCheckpoint computed(ChainPartition chain) {
        TreeReader tree = new TreeReader();
        chain.read(new ChainPartition.Visitor() {
            @Override
            public void link(String position, ChainLink link) {
                tree.read(link.entry());
            }

            @Override
            public void unreadable(String position, String reason) {
                throw CommandException.couldNotRun(
                        "broken-chain", position + ": not an audit record: " + reason, "Run 'draftgate audit verify'");
            }
        });
        Checkpoint checkpoint = new Checkpoint(chain.name(), tree.size(), tree.root());
        return new SignedCheckpoint(checkpoint, new SignedNote(checkpoint.text(), List.of()));
    }
}
