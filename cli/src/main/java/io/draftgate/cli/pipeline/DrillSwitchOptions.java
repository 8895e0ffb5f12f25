package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DrillTether;
import io.draftgate.generator.DrillSwitches;
import io.draftgate.generator.DrillSwitches.Protection;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What only a process that a drill or a benchmark started may be told; nobody else is shown these options or may use them. */
final class DrillSwitchOptions {
    @Option(
            names = "--drill-without",
            hidden = true,
            split = ",",
            description = "Protections to do without: in-flight, transactions, completions.")
    private List<String> without = List.of();

    @Option(
            names = "--drill-null-engine-millis",
            hidden = true,
            description = "No model: every draft takes this many milliseconds.")
    private @Nullable Long nullEngineMillis;

    @Option(
            names = "--drill-poison",
            hidden = true,
            description = "Key of a prompt that kills every worker which begins it.")
    private @Nullable String poison;

    @Option(
            names = "--drill-stand-still",
            hidden = true,
            description = "Stop this process (SIGSTOP) when the first result is about to be forwarded.")
    private boolean standsStill;

    /** @throws CommandException if no drill started this process, or there is no such protection */
    DrillSwitches switches() {
        if (without.isEmpty() && nullEngineMillis == null && poison == null && !standsStill) {
            return DrillSwitches.NONE;
        }
        if (!DrillTether.isHeld()) {
            throw CommandException.usage(
                    "options that begin with --drill are for processes of a drill",
                    "Try 'draftgate drill kill --without in-flight' or 'draftgate bench pipeline --null-engine'");
        }
        Set<Protection> protections = EnumSet.noneOf(Protection.class);
        without.forEach(name -> protections.add(protection(name)));
        return new DrillSwitches(
                protections,
                Optional.ofNullable(nullEngineMillis).map(Duration::ofMillis),
                Optional.ofNullable(poison),
                standsStill);
    }

    private static Protection protection(String name) {
        try {
            return Protection.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw CommandException.usage(
                    "--drill-without is " + name + ", expected in-flight, transactions or completions",
                    "Try --drill-without in-flight");
        }
    }
}
