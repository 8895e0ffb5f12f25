package io.draftgate.cli.drill;

import io.draftgate.cli.command.CommandException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the drills have in common on the command line. */
final class DrillOptions {
    @Option(names = "--prompts", paramLabel = "N", description = "How many prompts (default: ${DEFAULT-VALUE}).")
    private int prompts = 40;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "Of each draft: longer ones are more often hit in the middle (default: ${DEFAULT-VALUE}).")
    private int maxTokens = 100;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Decides who is hit and when (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--without",
            paramLabel = "PROTECTION",
            split = ",",
            description =
                    "Switch a protection of the workers off, in-flight, transactions or completions: the drill must fail then.")
    private List<String> without = List.of();

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            description = "Keep there what the processes print and warn of (default: nothing is kept).")
    private @Nullable Path logs;

    /**
     * Checks the options before anything is started.
     *
     * @param option that says how many faults there are to be
     * @throws CommandException if there are too few prompts for them, or a number makes no sense
     */
    void require(String option, int faults) {
        atLeast(option, 0, faults);
        atLeast("--max-tokens", 1, maxTokens);
        if (prompts <= faults) {
            throw CommandException.usage(
                    "--prompts is " + prompts + ", expected more than " + option + ", which is " + faults,
                    "Try --prompts " + 10 * (faults + 1));
        }
    }

    int prompts() {
        return prompts;
    }

    int maxTokens() {
        return maxTokens;
    }

    long seed() {
        return seed;
    }

    /** The same processes, without the protections that are switched off. */
    ClusterPlan weaken(ClusterPlan plan) {
        return without.isEmpty()
                ? plan
                : plan.withWorkerOptions(List.of("--drill-without=" + String.join(",", without)));
    }

    /** @param otherwise where the logs go if they are not to be kept */
    Path logs(Path otherwise) {
        return logs == null ? otherwise : logs;
    }

    /** @throws CommandException if a number is too small */
    static void atLeast(String option, int least, int value) {
        if (value < least) {
            throw CommandException.usage(
                    option + " is " + value + ", expected " + least + " or more", "Try " + option + " " + (least + 1));
        }
    }
}
