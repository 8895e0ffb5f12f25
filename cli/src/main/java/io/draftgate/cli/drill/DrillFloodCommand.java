package io.draftgate.cli.drill;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate drill flood}. */
@Command(
        name = "flood",
        description = {
            "Start a pipeline of real processes, let one tenant submit thousands of prompts and then another a few, and measure how "
                    + "long the few wait for their drafts; then the few alone, on half the slots. Ends with 3 if the flood delays "
                    + "them more than by half. Leaves nothing behind."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate drill flood",
            "  draftgate drill flood --prompts 1000 --others 20 --slots 4 --max-tokens 20 --json"
        })
final class DrillFloodCommand extends DraftgateCommand {
    /** Half of the engine is a tenant's own while two wait; the rest is for what the engine had begun when it came. */
    private static final double LIMIT = 1.5;

    private final Console console;
    private final Class<?> main;

    @Option(names = "--prompts", paramLabel = "N", description = "Of the flood (default: ${DEFAULT-VALUE}).")
    private int prompts = 5_000;

    @Option(names = "--others", paramLabel = "N", description = "Of the other tenant (default: ${DEFAULT-VALUE}).")
    private int others = 20;

    @Option(names = "--slots", paramLabel = "N", description = "Of the engine, even (default: ${DEFAULT-VALUE}).")
    private int slots = 8;

    @Option(names = "--max-tokens", paramLabel = "N", description = "Of each draft (default: ${DEFAULT-VALUE}).")
    private int maxTokens = 60;

    DrillFloodCommand(Console console, Class<?> main) {
        this.console = console;
        this.main = main;
    }

    /**
     * What {@code --json} prints.
     *
     * @param floodedP95Seconds from submission to draft, of 19 in 20 of the other tenant's prompts, behind the flood
     * @param aloneP95Seconds the same without the flood, on half the slots
     * @param ratio of the two
     */
    private record Document(
            int prompts, int others, int slots, double floodedP95Seconds, double aloneP95Seconds, double ratio) {}

    @Override
    protected ExitCode run() throws Exception {
        DrillOptions.atLeast("--prompts", 1, prompts);
        DrillOptions.atLeast("--others", 1, others);
        DrillOptions.atLeast("--slots", 2, slots);
        DrillOptions.atLeast("--max-tokens", 1, maxTokens);
        double flooded = new FloodRun(main, slots, maxTokens).p95Seconds(prompts, others);
        // One prompt of the other tenant shows that the worker is up; there is no flood.
        double alone = new FloodRun(main, slots / 2, maxTokens).p95Seconds(1, others);
        Document document = new Document(prompts, others, slots, flooded, alone, flooded / alone);
        if (json()) {
            console.json(document);
        } else {
            console.line(
                    "%d prompts behind %d of another tenant: 19 of 20 had their drafts within %.2f s; alone on half the slots within %.2f s; ratio %.2f."
                            .formatted(others, prompts, flooded, alone, flooded / alone));
        }
        return document.ratio() <= LIMIT ? ExitCode.DONE : ExitCode.FOUND_WRONG;
    }
}
