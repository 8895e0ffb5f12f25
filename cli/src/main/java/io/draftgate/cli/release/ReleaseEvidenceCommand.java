package io.draftgate.cli.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.cli.screening.DetectorOption;
import io.draftgate.detection.Detector;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.release.card.ModelCard;
import io.draftgate.release.gate.GateRule;
import io.draftgate.release.gate.SigningKey;
import io.draftgate.release.gate.Statement;
import io.draftgate.schemas.event.GateAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate release evidence}. */
@Command(
        name = "evidence",
        description = {
            "File evidence for a gate: how many drafts of the log the detector recognised, or the card of a model.",
            "The recall is counted over all drafts of the gate that it judged, each known to be machine-written, model by model; "
                    + "'audit report' and 'release gate open' count again. A card is filed only if it is complete. Figures "
                    + "that were measured elsewhere can be filed for the report; no gate opens by them."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate release evidence stories --recall --release-policy release.yaml --key release.key --bootstrap localhost:9092",
            "  draftgate release evidence stories --card --model gpt2 --key release.key --bootstrap localhost:9092"
        })
final class ReleaseEvidenceCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(paramLabel = "GATE", description = "Id of the rule in the release policy.")
    private String gate = "";

    @Option(names = "--recall", description = "Count from the log what the detector recognised, and file that.")
    private boolean recall;

    @Option(names = "--detector-figures", paramLabel = "FILE.json", description = "What 'detector evaluate' measured.")
    private @Nullable Path figures;

    @Option(
            names = "--false-positive-rate",
            paramLabel = "P",
            description = "Rate of the operating points that count (default: ${DEFAULT-VALUE}).")
    private String rate = "0.01";

    @Option(names = "--card", description = "File the card of --model.")
    private boolean card;

    @Mixin
    private final DetectorOption detectorOption = new DetectorOption();

    @Mixin
    private final ReleasePolicyOption policyOption = new ReleasePolicyOption();

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Mixin
    private final SigningKeyOption keyOption = new SigningKeyOption();

    @Mixin
    private final LogOptions log = new LogOptions();

    ReleaseEvidenceCommand(Console console) {
        this.console = console;
    }

    private record Document(String gate, List<String> statements) {}

    @Override
    protected ExitCode run() throws Exception {
        if (figures == null && !card && !recall) {
            throw CommandException.usage("nothing to file", "Name --recall, --card or --detector-figures FILE.json");
        }
        SigningKey key = keyOption.read();
        List<Statement> statements = new ArrayList<>();
        if (figures != null) {
            statements.add(figures(figures));
        }
        if (recall) {
            statements.addAll(recalls());
        }
        if (card) {
            statements.add(card());
        }
        GateFiler filer = new GateFiler(log.topics(), log.client(), InstantSource.system());
        for (Statement statement : statements) {
            filer.file(GateAction.EVIDENCE, statement, key);
        }
        if (json()) {
            console.json(new Document(
                    gate, statements.stream().map(Statement::toJson).toList()));
        } else {
            statements.forEach(statement -> console.line("Filed: " + statement.toJson()));
        }
        return ExitCode.DONE;
    }

    private List<Statement.LoggedRecall> recalls() throws IOException {
        GateRule rule = policyOption.required(gate);
        GatePopulation population = new GatePopulation(rule);
        RecallCount count = new RecallCount(rule, detectorDigest(), rate());
        OpenedLog.Reading reading = log.open().read(List.of(population, count));
        if (!reading.intact()) {
            throw CommandException.couldNotRun(
                    "broken-chain", "the audit chain is broken", "Run 'draftgate audit verify' and count nothing");
        }
        List<Statement.LoggedRecall> counted = count.statements(population.heads());
        if (counted.isEmpty()) {
            throw CommandException.couldNotRun(
                    "no-drafts",
                    "the log holds no draft of gate " + gate + " that this detector judged at a false-positive rate of "
                            + rate,
                    "Draft some, or check --detector and --false-positive-rate");
        }
        return counted;
    }

    private String detectorDigest() throws IOException {
        try (Detector detector = detectorOption.open()) {
            return detector.digest();
        }
    }

    private double rate() {
        try {
            return Double.parseDouble(rate);
        } catch (NumberFormatException e) {
            throw CommandException.usage("--false-positive-rate is '" + rate + "', expected a number", "Try 0.01");
        }
    }

    private Statement figures(Path file) throws IOException {
        try {
            JsonNode document = new ObjectMapper().readTree(Files.readString(file));
            JsonNode recall = document.path("tprAtFpr").path(rate);
            JsonNode digest = document.path("detectorDigest");
            if (!recall.isNumber() || !digest.isTextual()) {
                throw CommandException.couldNotRun(
                        "bad-figures",
                        file + " holds no detectorDigest or no tprAtFpr at " + rate,
                        "Write it with 'draftgate detector evaluate --json', or name another --false-positive-rate");
            }
            return new Statement.DetectorFigures(
                    gate,
                    digest.asText(),
                    recall.asDouble(),
                    rate(),
                    document.path("n").asInt());
        } catch (JsonProcessingException e) {
            throw CommandException.couldNotRun(
                    "bad-figures", file + " is not JSON", "Write it with 'draftgate detector evaluate --json'");
        }
    }

    private Statement card() {
        try (Gpt2 model = modelOption.open()) {
            ModelCard found = model.card()
                    .map(ModelCard::new)
                    .orElseThrow(() -> CommandException.couldNotRun(
                            "no-card",
                            "model " + model.name() + " has no " + ModelCard.FILE,
                            "Begin one with 'draftgate model card " + model.name() + " --write'"));
            List<String> problems = found.problems(model.digest());
            if (!problems.isEmpty()) {
                throw CommandException.couldNotRun(
                        "incomplete-card",
                        "the card of " + model.name() + " is not complete: " + String.join("; ", problems),
                        "See 'draftgate model card " + model.name() + "'");
            }
            return new Statement.Card(gate, model.digest(), found.digest());
        }
    }
}
