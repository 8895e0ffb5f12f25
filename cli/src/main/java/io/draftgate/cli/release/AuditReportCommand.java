package io.draftgate.cli.release;

import io.draftgate.cli.audit.LogProofs;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.command.InputFile;
import io.draftgate.cli.command.InputText;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.schemas.event.AuditStep;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate audit report}. */
@Command(
        name = "report",
        description = {
            "Write what a reviewer signs a release on as one HTML file that asks the network for nothing: counts, verdicts, "
                    + "sampling with its curve, agreement of reviewers, detector figures, model card, checkpoints and proofs.",
            "NAME is a gate of the release policy. Exit code 3 if the log is broken, draws another sample or says another recall."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate audit report --release stories --output report.html --bootstrap localhost:9092",
            "  draftgate audit report --release stories --output report.html --release-policy release.yaml --since 2026-11-01T00:00:00Z --attach monday.txt --bootstrap localhost:9092"
        })
public final class AuditReportCommand extends DraftgateCommand {
    private final Console console;

    @Option(names = "--release", paramLabel = "NAME", required = true, description = "The gate that is reported on.")
    private String release = "";

    @Option(names = "--output", paramLabel = "FILE.html", required = true, description = "Where the report goes.")
    private Path output = Path.of("");

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only drafts screened from then on, in ISO-8601 (default: all).")
    private @Nullable String since;

    @Option(
            names = "--attach",
            paramLabel = "FILE",
            description = "A further text for the report, e.g. a checkpoint that was kept; may be repeated.")
    private List<Path> attachments = new ArrayList<>();

    @Mixin
    private final ReleasePolicyOption policyOption = new ReleasePolicyOption();

    @Mixin
    private final ReviewerKeyOption reviewers = new ReviewerKeyOption();

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Mixin
    private final LogOptions log = new LogOptions();

    /** The command, writing to a console. */
    public AuditReportCommand(Console console) {
        this.console = console;
    }

    private record Document(
            String release,
            String output,
            long auditRecords,
            boolean auditVerified,
            long drafts,
            long published,
            int inspected,
            int defective,
            @Nullable Boolean sampleRedrawn,
            boolean recallsRecounted) {}

    @Override
    protected ExitCode run() throws IOException {
        ReleaseFigures figures = new ReleaseFigures(release, policyOption.required(release), since(), reviewers.read());
        OpenedLog.Reading reading = log.open().read(figures);
        Optional<SampleCheck> check =
                figures.gate().evidence().sample().map(sample -> new SampleCheck(sample, figures.rule()));
        List<RecallCheck> recalls = figures.gate().evidence().recalls().stream()
                .map(recall -> new RecallCheck(recall, figures.rule()))
                .toList();
        List<OpenedLog.Reader> again = new ArrayList<>(recalls);
        check.ifPresent(again::add);
        log.open().read(again);
        List<ReportPage.Attachment> attached = new ArrayList<>(proofs(figures.gate()));
        for (Path file : attachments) {
            try (InputStream in = InputFile.open(file)) {
                attached.add(new ReportPage.Attachment(
                        String.valueOf(file.getFileName()), InputText.read(in, file.toString())));
            }
        }
        String page = new ReportPage(
                        release, InstantSource.system().instant(), figures, reading, check, recalls, card(), attached)
                .html();
        Files.writeString(output, page);
        print(figures, reading, check, recalls);
        return reading.intact()
                        && check.map(found -> found.holds() || !found.isTold()).orElse(true)
                        && recalls.stream().allMatch(found -> found.holds() || !found.isTold())
                ? ExitCode.DONE
                : ExitCode.FOUND_WRONG;
    }

    /** The newest checkpoints, and proofs of the steps that the release rests on. */
    private List<ReportPage.Attachment> proofs(GateRecords gate) {
        LogProofs proofs = new LogProofs(log.topics(), log.client());
        List<ReportPage.Attachment> attached = new ArrayList<>();
        proofs.checkpoints().forEach(text -> attached.add(new ReportPage.Attachment("Checkpoint", text)));
        for (AuditStep step : List.of(AuditStep.GATE_SAMPLED, AuditStep.GATE_OPENED, AuditStep.GATE_CLOSED)) {
            gate.steps().stream()
                    .filter(taken -> taken.event().getStep() == step)
                    .reduce((earlier, later) -> later)
                    .ifPresent(taken -> proofs.inclusion(taken.chainName(), taken.index())
                            .ifPresent(text -> attached.add(new ReportPage.Attachment(
                                    "Proof of " + step + ", record " + taken.index() + " of " + taken.chainName(),
                                    text))));
        }
        return attached;
    }

    private Optional<String> card() {
        try (Gpt2 model = modelOption.open()) {
            return model.card();
        }
    }

    private void print(
            ReleaseFigures figures, OpenedLog.Reading reading, Optional<SampleCheck> check, List<RecallCheck> recalls) {
        var result = figures.gate().evidence().result();
        if (json()) {
            console.json(new Document(
                    release,
                    output.toString(),
                    reading.records(),
                    reading.intact(),
                    figures.drafts(),
                    figures.published(),
                    result.inspected(),
                    result.defective(),
                    check.filter(SampleCheck::isTold).map(SampleCheck::holds).orElse(null),
                    recalls.stream().allMatch(RecallCheck::holds)));
            return;
        }
        console.line("Report on " + release + " written to " + output + ": " + figures.drafts() + " drafts, "
                + figures.published() + " published; " + result.inspected() + " inspected, " + result.defective()
                + " defective; " + reading.records() + " audit records. " + reading.remark()
                + check.filter(found -> !found.holds())
                        .map(found -> found.objection() + ".")
                        .orElse("")
                + recalls.stream()
                        .filter(found -> !found.holds())
                        .map(found -> found.objection() + ".")
                        .collect(Collectors.joining(" ")));
    }

    private Instant since() {
        try {
            return since == null ? Instant.EPOCH : Instant.parse(since);
        } catch (DateTimeException e) {
            throw CommandException.usage("--since is '" + since + "', expected a time", "Try 2026-11-01T00:00:00Z");
        }
    }
}
