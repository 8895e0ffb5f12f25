package io.draftgate.cli.drill;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;

/** {@code draftgate drill}. */
@Command(
        name = "drill",
        description = "Break a pipeline of real processes on purpose, and count what became of every prompt.",
        footer = {
            "",
            "Examples:",
            "  draftgate drill kill --prompts 100 --kills 5",
            "  draftgate drill freeze --prompts 40 --freezes 1",
            "  draftgate drill zombie",
            "  draftgate drill poison",
            "  draftgate drill store",
            "  draftgate drill min-isr",
            "  draftgate drill kill --without in-flight   # must fail",
            "  draftgate drill flood"
        })
public final class DrillCommand extends CommandGroup {
    /**
     * The group, writing to a console.
     *
     * @param main of this program, which the processes of a drill run, too
     */
    public DrillCommand(Console console, Class<?> main) {
        super(
                new DrillKillCommand(console, main),
                new DrillFreezeCommand(console, main),
                new DrillZombieCommand(console, main),
                new DrillPoisonCommand(console, main),
                new DrillDiskCommand(console, main),
                new DrillStoreCommand(console, main),
                new DrillMinIsrCommand(console, main),
                new DrillRebalanceCommand(console, main),
                new DrillClockCommand(console, main),
                new DrillUpgradeCommand(console, main),
                new DrillRestoreCommand(console, main),
                new DrillFloodCommand(console, main));
    }
}
