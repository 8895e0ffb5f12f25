package io.draftgate.cli.audit;

import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.schemas.TopicCatalogue;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate audit prove}. */
@Command(
        name = "prove",
        description = "Print a proof that a record is in the audit log, or that the log only grew since a checkpoint.",
        footer = {
            "",
            "A proof of a record is C2SP tlog-proof, complete in itself; its 'extra' line is the record, prompt and draft",
            "included: --no-record leaves it out. Check either kind with 'draftgate audit verify-proof'.",
            "",
            "Examples:",
            "  draftgate audit prove --index 17 --partition 0 --bootstrap localhost:9092 > record.tlog-proof",
            "  draftgate audit prove consistency --checkpoint monday.txt --bootstrap localhost:9092 > growth.txt"
        })
final class AuditProveCommand extends DraftgateCommand {
    /** What is proved. */
    private enum Claim {
        INCLUSION,
        CONSISTENCY
    }

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "inclusion|consistency",
            description = "That a record is in the log (default), or that the log only grew.")
    private Claim claim = Claim.INCLUSION;

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final PartitionOption partitionOption = new PartitionOption();

    @Option(names = "--index", paramLabel = "N", description = "Index of the record in its partition's log, from 0.")
    private @Nullable Long index;

    @Option(names = "--no-record", description = "Leave the record itself out of the proof.")
    private boolean noRecord;

    @Mixin
    private final EvidenceOptions evidenceOptions = new EvidenceOptions();

    AuditProveCommand(Console console) {
        this.console = console;
    }

    private record Document(List<ProofDocument> proofs) {}

    @Override
    protected ExitCode run() throws IOException {
        TopicCatalogue topics = catalogueOptions.catalogue();
        Evidence evidence = evidenceOptions.evidence();
        try (TopicReader reader = new TopicReader(kafkaOptions.clientFor(List.of(topics.auditRecords())))) {
            List<ChainPartition> chains = ChainPartition.all(reader, topics);
            List<ProofDocument> proofs = switch (claim) {
                case INCLUSION ->
                    List.of(LogProver.inclusion(partitionOption.one(chains), evidence, required(index), !noRecord));
                case CONSISTENCY -> LogProver.consistency(partitionOption.of(chains), evidence);
            };
            print(proofs);
        }
        return ExitCode.DONE;
    }

    private static long required(@Nullable Long index) {
        if (index == null) {
            throw CommandException.usage("which record is not said", "Name it, e.g. --index 17 --partition 0");
        }
        return index;
    }

    private void print(List<ProofDocument> proofs) {
        if (json()) {
            console.json(new Document(proofs));
        } else {
            proofs.forEach(proof -> console.line(proof.text().stripTrailing()));
        }
    }
}
