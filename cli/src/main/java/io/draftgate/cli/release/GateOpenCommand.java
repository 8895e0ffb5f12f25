package io.draftgate.cli.release;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.cli.screening.DetectorOption;
import io.draftgate.detection.Detector;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.release.gate.GateRule;
import io.draftgate.release.gate.SigningKey;
import io.draftgate.release.gate.Statement;
import io.draftgate.schemas.event.GateAction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate release gate open}. */
@Command(
        name = "open",
        description = {
            "Open a gate for a model, if its evidence is in the log; the opening is signed and logged.",
            "Exit code 3 if evidence is missing: nothing is filed then. The detector checks all of it again."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate release gate open stories --release-policy release.yaml --key release.key --reason 'sample accepted' --bootstrap localhost:9092",
            "  draftgate release gate open stories --release-policy release.yaml --key release.key --model gpt2 --until 2027-01-01T00:00:00Z --reason trial --bootstrap localhost:9092"
        })
final class GateOpenCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(paramLabel = "GATE", description = "Id of the rule in the release policy.")
    private String gate = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    private String reason = "";

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "When it closes by itself, in ISO-8601 (default: never).")
    private String until = "";

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Mixin
    private final DetectorOption detectorOption = new DetectorOption();

    @Mixin
    private final ReleasePolicyOption policyOption = new ReleasePolicyOption();

    @Mixin
    private final SigningKeyOption keyOption = new SigningKeyOption();

    @Mixin
    private final ReviewerKeyOption reviewers = new ReviewerKeyOption();

    @Mixin
    private final LogOptions log = new LogOptions();

    GateOpenCommand(Console console) {
        this.console = console;
    }

    private record Document(String gate, boolean filed, List<String> objections, String statement) {}

    @Override
    protected ExitCode run() throws Exception {
        GateRule rule = policyOption.required(gate);
        SigningKey key = keyOption.read();
        Statement.Opening opening = opening(rule);
        GateRecords records = new GateRecords(gate, reviewers.read());
        OpenedLog.Reading reading = log.open().read(records);
        List<String> objections = new ArrayList<>(records.evidence().objections(rule, opening));
        objections.addAll(recounted(records, rule));
        if (!reading.intact()) {
            objections.add("the audit chain is broken");
        }
        if (objections.isEmpty()) {
            new GateFiler(log.topics(), log.client(), InstantSource.system()).file(GateAction.OPEN, opening, key);
        }
        if (json()) {
            console.json(new Document(gate, objections.isEmpty(), objections, opening.toJson()));
        } else if (objections.isEmpty()) {
            console.line("Opening of gate " + gate + " filed by " + key.id() + ".");
        } else {
            objections.forEach(objection -> console.line("missing: " + objection));
        }
        return objections.isEmpty() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
    }

    /** What was filed as counted has to be what the log says: whoever opens a gate counts again. */
    private List<String> recounted(GateRecords records, GateRule rule) {
        List<RecallCheck> checks = records.evidence().recalls().stream()
                .map(recall -> new RecallCheck(recall, rule))
                .toList();
        log.open().read(checks);
        return checks.stream()
                .map(RecallCheck::objection)
                .filter(objection -> !objection.isEmpty())
                .toList();
    }

    private Statement.Opening opening(GateRule rule) throws Exception {
        if (!until.isEmpty()) {
            requireTime();
        }
        try (Gpt2 model = modelOption.open();
                Detector detector = detectorOption.open()) {
            return new Statement.Opening(
                    gate,
                    rule.digest(),
                    policyOption.open().version(),
                    List.of(model.digest()),
                    detector.digest(),
                    until,
                    reason);
        }
    }

    private void requireTime() {
        try {
            Instant.parse(until);
        } catch (DateTimeException e) {
            throw CommandException.usage("--until is '" + until + "', expected a time", "Try 2027-01-01T00:00:00Z");
        }
    }
}
