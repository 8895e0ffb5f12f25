package io.draftgate.cli.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.gpt2.Gpt2;
import io.draftgate.release.card.ModelCard;
import io.draftgate.release.gate.SigningKey;
import io.draftgate.release.gate.Statement;
import io.draftgate.schemas.event.GateAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
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
            "File evidence for a gate: the figures of a detector, or the card of a model.",
            "Figures are what 'draftgate detector evaluate --json' printed. A card is filed only if it is complete."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate detector evaluate --data valid.jsonl.gz --json > figures.json",
            "  draftgate release evidence stories --detector-figures figures.json --key release.key --bootstrap localhost:9092",
            "  draftgate release evidence stories --card --model gpt2 --key release.key --bootstrap localhost:9092"
        })
final class ReleaseEvidenceCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(paramLabel = "GATE", description = "Id of the rule in the release policy.")
    private String gate = "";

    @Option(names = "--detector-figures", paramLabel = "FILE.json", description = "What 'detector evaluate' measured.")
    private @Nullable Path figures;

    @Option(
            names = "--false-positive-rate",
            paramLabel = "P",
            description = "Which of its rates is filed (default: ${DEFAULT-VALUE}).")
    private String rate = "0.01";

    @Option(names = "--card", description = "File the card of --model.")
    private boolean card;

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
        if (figures == null && !card) {
            throw CommandException.usage("nothing to file", "Name --detector-figures FILE.json or --card");
        }
        SigningKey key = keyOption.read();
        GateFiler filer = new GateFiler(log.topics(), log.client(), InstantSource.system());
        List<Statement> statements = figures == null
                ? List.of(card())
                : card ? List.of(figures(figures), card()) : List.of(figures(figures));
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
                    Double.parseDouble(rate),
                    document.path("n").asInt());
        } catch (JsonProcessingException e) {
            throw CommandException.couldNotRun(
                    "bad-figures", file + " is not JSON", "Write it with 'draftgate detector evaluate --json'");
        } catch (NumberFormatException e) {
            throw CommandException.usage("--false-positive-rate is '" + rate + "', expected a number", "Try 0.01");
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
