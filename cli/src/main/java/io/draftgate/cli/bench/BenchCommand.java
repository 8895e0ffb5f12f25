package io.draftgate.cli.bench;

import io.draftgate.cli.command.CommandGroup;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.drill.BenchPipelineCommand;
import picocli.CommandLine.Command;

/** {@code draftgate bench}. */
@Command(
        name = "bench",
        description = "Measure how fast an engine is, how far two agree, and that memory does not grow.",
        footer = {
            "",
            "Examples:",
            "  draftgate bench generate",
            "  draftgate bench generate --model /tmp/random-124m --batch 1,8,32 --precision int8 --threads 2 --json",
            "  draftgate bench agreement --right chunk/f32",
            "  draftgate bench soak --requests 1000000 --model tiny",
            "  draftgate bench pipeline --workers 1,2,4",
            "  draftgate bench index --records 1000000"
        })
public final class BenchCommand extends CommandGroup {

    /**
     * The group with its commands.
     *
     * @param main of this program, which the processes of a pipeline run, too
     */
    public BenchCommand(Console console, Class<?> main) {
        super(
                new BenchGenerateCommand(console),
                new BenchAgreementCommand(console),
                new BenchSoakCommand(console),
                new BenchPipelineCommand(console, main),
                new BenchIndexCommand(console),
                new BenchReplayCommand(console),
                new BenchReplaySpeedCommand(console),
                new BenchAuditCommand(console));
    }
}
