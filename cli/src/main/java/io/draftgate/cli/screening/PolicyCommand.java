package io.draftgate.cli.screening;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.release.PolicyBacktestCommand;
import picocli.CommandLine.Command;

/** {@code draftgate policy}. */
@Command(
        name = "policy",
        description = "Measure what a policy's rules find, and what another policy would have done.",
        footer = {"", "Examples:", "  draftgate policy evaluate --data valid.jsonl.gz --policy own.yaml"})
public final class PolicyCommand extends CommandGroup {

    /** The group with its commands. */
    public PolicyCommand(Console console) {
        super(new PolicyEvaluateCommand(console), new PolicyBacktestCommand(console));
    }
}
