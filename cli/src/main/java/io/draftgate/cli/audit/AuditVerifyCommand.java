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
                "Recompute every digest of the audit chain and report records that were edited, moved, added or cut out; hold "
                        + "the log against its checkpoints, published and kept, and report one that was rewritten, forked "
                        + "or cut at its end.",
        footer = {
            "",
            "Exit code 3 if anything is wrong. What was done to records that no checkpoint in other hands covers is not seen:",
            "keep one ('draftgate audit checkpoint') where the owner of the log cannot reach it.",
            "",
            "Examples:",
            "  draftgate audit verify --bootstrap localhost:9092",
            "  draftgate audit verify --bootstrap localhost:9092 --checkpoint monday.txt --key example.org/drafts+1c32b2a1+A...",
            "  draftgate audit verify --bootstrap localhost:9092 --json"
        })
final class AuditVerifyCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final EvidenceOptions evidenceOptions = new EvidenceOptions();

    AuditVerifyCommand(Console console) {
        this.console = console;
    }

    private record Document(
            long auditRecords,
            boolean auditVerified,
            long checkpoints,
            long problemCount,
            List<ProblemDocument> problems) {}

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
    protected ExitCode run() throws Exception {
        TopicCatalogue topics = catalogueOptions.catalogue();
        Evidence evidence = evidenceOptions.evidence();
        Verification verification = new AuditLog(topics, kafkaOptions.clientFor(List.of(topics.auditRecords())))
                .verify(evidence, event -> {});
        if (json()) {
            console.json(new Document(
                    verification.records(),
                    verification.isIntact(),
                    verification.checkpoints(),
                    verification.problemCount(),
                    verification.problems().stream().map(ProblemDocument::of).toList()));
        } else {
            print(verification, evidence);
        }
        return verification.isIntact() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
    }

    private void print(Verification verification, Evidence evidence) {
        verification.problems().forEach(problem -> console.line(problem.message()));
        long untold = verification.problemCount() - verification.problems().size();
        if (untold > 0) {
            console.line("... and " + untold + " more problems.");
        }
        String signatures = evidence.keys().isEmpty() ? "signatures not checked" : "all signed";
        console.line(verification.records() + " audit records, " + verification.checkpoints() + " checkpoints ("
                + (verification.isIntact() ? signatures : "see above") + "), "
                + (verification.isIntact() ? "the chain is intact." : "the chain is broken."));
    }
}
