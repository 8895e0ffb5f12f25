package io.draftgate.cli.audit;

import io.draftgate.audit.ChainProblem;
import io.draftgate.audit.Digest;
import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.schemas.TopicCatalogue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate audit verify}. */
@Command(
        name = "verify",
        description =
                "Recompute every digest of the audit chain and report records that were edited, moved, added or cut out.",
        footer = {
            "",
            "Exit code 3 if anything is wrong. The end of a chain that was cut off is not seen: keep a copy elsewhere.",
            "",
            "Examples:",
            "  draftgate audit verify --bootstrap localhost:9092",
            "  draftgate audit verify --bootstrap localhost:9092 --json"
        })
final class AuditVerifyCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    AuditVerifyCommand(Console console) {
        this.console = console;
    }

    private record Document(long auditRecords, boolean auditVerified, List<ProblemDocument> problems) {}

    private record ProblemDocument(
            String code,
            String position,
            String message,
            @Nullable String expected,
            @Nullable String found) {
        static ProblemDocument of(ChainProblem problem) {
            return new ProblemDocument(
                    problem.code(),
                    problem.position(),
                    problem.message(),
                    problem.expected().map(Digest::toString).orElse(null),
                    problem.found().map(Digest::toString).orElse(null));
        }
    }

    @Override
    protected ExitCode run() {
        TopicCatalogue topics = catalogueOptions.catalogue();
        AuditLog.Verification verification =
                new AuditLog(topics, kafkaOptions.clientFor(List.of(topics.auditRecords()))).verify(event -> {});
        if (json()) {
            console.json(new Document(
                    verification.records(),
                    verification.isIntact(),
                    verification.problems().stream().map(ProblemDocument::of).toList()));
        } else {
            verification.problems().forEach(problem -> console.line(problem.message()));
            console.line(verification.records() + " audit records, "
                    + (verification.isIntact() ? "the chain is intact." : "the chain is broken."));
        }
        return verification.isIntact() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
    }
}
