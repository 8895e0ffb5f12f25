package io.draftgate.cli.release;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.release.sampling.CurvePlot;
import io.draftgate.release.sampling.OperatingCharacteristic;
import io.draftgate.release.sampling.PlanSearch;
import io.draftgate.release.sampling.Risks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate release plan}. */
@Command(
        name = "plan",
        description = {
            "Find the smallest sampling plan: inspect n drafts, accept if at most c are defective.",
            "Without --lot the drafts come from an endless stream (binomial); with it they are drawn from so many "
                    + "(hypergeometric)."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate release plan --aql 0.01 --ltpd 0.05 --alpha 0.05 --beta 0.10",
            "  draftgate release plan --aql 0.01 --ltpd 0.05 --lot 500 --svg curve.svg --json"
        })
final class ReleasePlanCommand extends DraftgateCommand {
    private static final int CURVE_STEPS = 20;

    private final Console console;

    @Option(names = "--aql", paramLabel = "P", required = true, description = "Fraction defective that is still good.")
    private double aql;

    @Option(names = "--ltpd", paramLabel = "P", required = true, description = "Fraction defective that is bad.")
    private double ltpd;

    @Option(
            names = "--alpha",
            paramLabel = "P",
            description = "How often a good lot may be refused, the producer's risk (default: ${DEFAULT-VALUE}).")
    private double alpha = 0.05;

    @Option(
            names = "--beta",
            paramLabel = "P",
            description = "How often a bad lot may be accepted, the consumer's risk (default: ${DEFAULT-VALUE}).")
    private double beta = 0.10;

    @Option(names = "--lot", paramLabel = "N", description = "Drafts in the lot (default: an endless stream).")
    private @Nullable Integer lot;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw the operating-characteristic curve.")
    private @Nullable Path svg;

    ReleasePlanCommand(Console console) {
        this.console = console;
    }

    private record Document(
            int sampleSize,
            int acceptanceNumber,
            @Nullable Integer lotSize,
            double aql,
            double ltpd,
            double alpha,
            double beta,
            double producersRisk,
            double consumersRisk,
            List<OperatingCharacteristic.Point> operatingCharacteristic) {}

    @Override
    protected ExitCode run() throws IOException {
        Risks risks = risks();
        PlanSearch.Found found;
        OptionalInt lotSize = lot == null ? OptionalInt.empty() : OptionalInt.of(lot);
        try {
            found = new PlanSearch(lotSize).find(risks);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "Try --aql 0.01 --ltpd 0.05");
        }
        OperatingCharacteristic curve = new OperatingCharacteristic(found.plan(), lotSize);
        if (svg != null) {
            Files.writeString(svg, new CurvePlot(curve, risks).svg());
        }
        print(found, curve);
        return ExitCode.DONE;
    }

    private Risks risks() {
        List<String> problems = Risks.problems(aql, ltpd, alpha, beta);
        if (!problems.isEmpty()) {
            throw CommandException.usage("--" + String.join("; --", problems), "Try --aql 0.01 --ltpd 0.05");
        }
        return new Risks(aql, ltpd, alpha, beta);
    }

    private void print(PlanSearch.Found found, OperatingCharacteristic curve) {
        if (json()) {
            console.json(new Document(
                    found.plan().sampleSize(),
                    found.plan().acceptanceNumber(),
                    lot,
                    aql,
                    ltpd,
                    alpha,
                    beta,
                    found.producersRisk(),
                    found.consumersRisk(),
                    curve.curve(Math.min(1, 2 * ltpd), CURVE_STEPS)));
            return;
        }
        console.line("Inspect " + found.plan().sampleSize() + " drafts, accept if at most "
                + found.plan().acceptanceNumber() + " are defective.");
        console.line(String.format(
                Locale.ROOT,
                "A lot with %s defective is refused in %.4f of the cases.",
                percent(aql),
                found.producersRisk()));
        console.line(String.format(
                Locale.ROOT,
                "A lot with %s defective is accepted in %.4f of the cases.",
                percent(ltpd),
                found.consumersRisk()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g %%", 100 * share).replaceAll("\\.?0+ %", " %");
    }
}
