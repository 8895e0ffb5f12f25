package io.draftgate.cli.drill;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.pipeline.TemporaryFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** A drill that arranges one moment, and counts at the end. Confined to one thread. */
abstract class SingleDrillCommand extends DraftgateCommand {
    private final Console console;
    private final Class<?> main;

    @Mixin
    private final DrillOptions options = new DrillOptions();

    SingleDrillCommand(Console console, Class<?> main) {
        this.console = console;
        this.main = main;
    }

    /** Which processes there are at the beginning. */
    abstract ClusterPlan plan();

    /**
     * Submits the prompts, arranges the moment, and returns when every prompt has ended or none does any more.
     *
     * @return what else was measured, in seconds, by the name that the document gives it
     */
    abstract Map<String, Double> carryOut(Drill drill, DrillOptions options) throws IOException, InterruptedException;

    @Override
    protected final ExitCode run() throws Exception {
        options.require("--prompts", 0);
        long begin = System.nanoTime();
        try (TemporaryFolder folder = TemporaryFolder.create();
                Drill drill = Drill.start(main, folder.path(), options, options.weaken(plan()))) {
            Map<String, Double> measured = carryOut(drill, options);
            DrillCount count = drill.count(drill.feed().submitted());
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("schemaVersion", 1);
            document.put("prompts", drill.feed().submitted());
            document.put("outcomes", count.outcomes().kinds());
            document.put("lost", count.outcomes().lost());
            document.put("duplicates", count.outcomes().duplicates());
            document.put("maxRecoverySeconds", Drill.seconds(drill.run().longestRecovery()));
            document.put("auditSteps", count.auditSteps());
            document.put("auditRecords", count.auditRecords());
            document.put("auditVerified", count.auditVerified());
            document.putAll(measured);
            document.put("seconds", Drill.seconds(Duration.ofNanos(System.nanoTime() - begin)));
            if (json()) {
                console.json(document);
            } else {
                console.line(count.summary(drill.feed().submitted()));
                console.line(measured + "; longest recovery " + document.get("maxRecoverySeconds") + " s; "
                        + document.get("seconds") + " s in all.");
            }
            return count.isExactlyOnce() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
        }
    }
}
