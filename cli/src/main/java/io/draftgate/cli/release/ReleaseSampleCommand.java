package io.draftgate.cli.release;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.release.gate.GateRule;
import io.draftgate.release.gate.SigningKey;
import io.draftgate.release.gate.Statement;
import io.draftgate.release.sampling.DrawnSample;
import io.draftgate.release.sampling.PlanSearch;
import io.draftgate.schemas.event.GateAction;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate release sample}. */
@Command(
        name = "sample",
        description = {
            "Draw drafts of a gate for inspection, and file which.",
            "Drawn from the drafts that were published, or would have been but for the gate. The seed is made of the "
                    + "heads of the audit chains, so that nobody chooses it and anybody can draw again."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate release sample stories --release-policy release.yaml --key release.key --bootstrap localhost:9092",
            "  draftgate release sample stories --size 50 --release-policy release.yaml --key release.key --bootstrap localhost:9092"
        })
final class ReleaseSampleCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(paramLabel = "GATE", description = "Id of the rule in the release policy.")
    private String gate = "";

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "How many drafts (default: the n of the gate's sampling plan).")
    private @Nullable Integer size;

    @Mixin
    private final ReleasePolicyOption policyOption = new ReleasePolicyOption();

    @Mixin
    private final SigningKeyOption keyOption = new SigningKeyOption();

    @Mixin
    private final LogOptions log = new LogOptions();

    ReleaseSampleCommand(Console console) {
        this.console = console;
    }

    private record Document(
            String gate, String seed, List<String> heads, int population, List<String> items, long auditRecords) {}

    @Override
    protected ExitCode run() throws Exception {
        GateRule rule = policyOption.required(gate);
        int wanted = size == null ? planned(rule) : size;
        SigningKey key = keyOption.read();
        GatePopulation population = new GatePopulation(rule);
        OpenedLog.Reading reading = log.open().read(population);
        if (!reading.intact()) {
            throw CommandException.couldNotRun(
                    "broken-chain", "the audit chain is broken", "Run 'draftgate audit verify' and draw nothing");
        }
        String seed = DrawnSample.seedOf(population.heads());
        DrawnSample drawn = DrawnSample.draw(seed, population.items(), wanted);
        if (drawn.items().size() < wanted) {
            throw CommandException.couldNotRun(
                    "too-few-drafts",
                    "gate " + gate + " has " + drawn.population() + " drafts, the sample wants " + wanted,
                    "Wait for more, or name a smaller --size");
        }
        Statement.Sample sample =
                new Statement.Sample(gate, seed, population.heads(), drawn.population(), drawn.items());
        new GateFiler(log.topics(), log.client(), InstantSource.system()).file(GateAction.SAMPLE, sample, key);
        print(sample, reading);
        return ExitCode.DONE;
    }

    private int planned(GateRule rule) {
        return rule.evidence()
                .sampling()
                .map(risks ->
                        new PlanSearch(OptionalInt.empty()).find(risks).plan().sampleSize())
                .orElseThrow(() -> CommandException.usage(
                        "gate " + gate + " asks for no sampling plan, so the size of a sample is not known",
                        "Name it with --size"));
    }

    private void print(Statement.Sample sample, OpenedLog.Reading reading) {
        if (json()) {
            console.json(new Document(
                    gate, sample.seed(), sample.heads(), sample.population(), sample.items(), reading.records()));
            return;
        }
        sample.items().forEach(console::line);
        console.notice(sample.items().size() + " of " + sample.population() + " drafts drawn with seed " + sample.seed()
                + ". " + reading.remark());
    }
}
