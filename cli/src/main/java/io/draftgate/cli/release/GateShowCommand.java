package io.draftgate.cli.release;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.release.gate.EvidenceFile;
import io.draftgate.release.gate.Statement;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code draftgate release gate show}. */
@Command(
        name = "show",
        description = "Tell from the log what was filed about a gate, what came of it, and whether it is open.",
        footer = {"", "Examples:", "  draftgate release gate show stories --bootstrap localhost:9092 --json"})
final class GateShowCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(paramLabel = "GATE", description = "Id of the rule in the release policy.")
    private String gate = "";

    @Mixin
    private final ReviewerKeyOption reviewers = new ReviewerKeyOption();

    @Mixin
    private final LogOptions log = new LogOptions();

    GateShowCommand(Console console) {
        this.console = console;
    }

    private record Step(String at, String step, String summary) {}

    private record Recall(String detectorDigest, String modelDigest, int judged, int recognised, double lowerBound95) {
        static Recall of(Statement.LoggedRecall recall) {
            return new Recall(
                    recall.detectorDigest(),
                    recall.modelDigest(),
                    recall.judged(),
                    recall.recognised(),
                    recall.lowerBound());
        }
    }

    private record Document(
            String gate,
            boolean open,
            @Nullable String opening,
            int sampled,
            int inspected,
            int defective,
            int inspectionsNotCounted,
            List<Recall> recalls,
            List<String> modelCards,
            List<Step> steps,
            boolean auditVerified) {}

    @Override
    protected ExitCode run() throws IOException {
        GateRecords records = new GateRecords(gate, reviewers.read());
        OpenedLog.Reading reading = log.open().read(records);
        EvidenceFile evidence = records.evidence();
        Document document = new Document(
                gate,
                records.opening().isPresent(),
                records.opening().map(Statement::toJson).orElse(null),
                evidence.sample().map(sample -> sample.items().size()).orElse(0),
                evidence.result().inspected(),
                evidence.result().defective(),
                records.uncounted(),
                evidence.recalls().stream().map(Recall::of).toList(),
                evidence.cards().stream().map(Statement.Card::modelDigest).toList(),
                records.steps().stream()
                        .map(GateRecords.Step::event)
                        .map(event -> new Step(
                                event.getOccurredAt().toString(),
                                event.getStep().toString(),
                                event.getSummary()))
                        .toList(),
                reading.intact());
        if (json()) {
            console.json(document);
        } else {
            document.steps().forEach(step -> console.line(step.at() + "  " + step.step() + "  " + step.summary()));
            console.line(
                    "Gate " + gate + " is " + (document.open() ? "open" : "not open") + "; of " + document.sampled()
                            + " drafts drawn " + document.inspected() + " are inspected, " + document.defective()
                            + " found defective. " + reading.remark());
        }
        return reading.intact() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
    }
}
