package io.draftgate.cli.drill;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.pipeline.TemporaryFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;

/** A drill that hits processes while prompts are in flight, and counts at the end. Confined to one thread. */
abstract class FaultDrillCommand extends DraftgateCommand {
    private final Console console;
    private final Class<?> main;

    @Mixin
    private final DrillOptions options = new DrillOptions();

    FaultDrillCommand(Console console, Class<?> main) {
        this.console = console;
        this.main = main;
    }

    /**
     * What {@code --json} prints.
     *
     * @param outcomes how many of each kind
     * @param lost prompts without an outcome
     * @param duplicates outcomes beyond the first of their prompt
     * @param maxRecoverySeconds longest time from a fault to the next routed draft
     * @param minInFlight how many prompts, at least, had no outcome when a process was hit
     * @param workersEnded how often a worker ended by itself and was started again
     * @param brokersEnded how often the broker did
     * @param detectorsEnded how often the detector did
     * @param auditSteps committed steps, each of which is to be in the chain once
     */
    record Document(
            int prompts,
            Map<String, Integer> outcomes,
            int lost,
            int duplicates,
            double maxRecoverySeconds,
            int minInFlight,
            int workersEnded,
            int brokersEnded,
            int detectorsEnded,
            long auditSteps,
            long auditRecords,
            boolean auditVerified,
            int workers,
            int maxTokens,
            long seed,
            double seconds,
            Map<String, Integer> faults) {
        /** How many faults of each kind, each under its own name. */
        @JsonAnyGetter
        @Override
        public Map<String, Integer> faults() {
            return faults;
        }
    }

    /** Checks its own options and says what is to be hit. */
    abstract Faults faults() throws IOException;

    /** Does what has to be done before the first prompt. */
    void prepare(Drill drill) throws IOException, InterruptedException {}

    /** Hits a process and returns when the harm is done. */
    abstract void strike(Drill drill, DrillProcess victim) throws IOException, InterruptedException;

    /**
     * What is to be hit.
     *
     * @param option that says how many faults
     * @param count how many
     * @param plan which processes there are
     * @param from index of the first process, in the order of {@link DrillCluster#processes}, that may be hit
     * @param to index after the last one
     * @param settling how long after the last outcome something may still go wrong
     */
    record Faults(String option, int count, ClusterPlan plan, int from, int to, Duration settling) {}

    @Override
    protected final ExitCode run() throws Exception {
        Faults faults = faults();
        options.require(faults.option(), faults.count());
        int prompts = options.prompts();
        FaultPlan plan =
                FaultPlan.draw(prompts, faults.count(), faults.to() - faults.from(), new Random(options.seed()));
        long begin = System.nanoTime();
        try (TemporaryFolder folder = TemporaryFolder.create();
                Drill drill = Drill.start(main, folder.path(), options, options.weaken(faults.plan()))) {
            prepare(drill);
            drill.run()
                    .carryOut(
                            plan,
                            prompts,
                            victim -> strike(drill, drill.cluster().processes().get(faults.from() + victim)));
            drill.run().follow(faults.settling());
            DrillCount count = drill.count(prompts);
            report(
                    drill,
                    count,
                    kinds(plan, faults),
                    Duration.ofNanos(System.nanoTime() - begin),
                    faults.plan().workers());
            return count.isExactlyOnce() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
        }
    }

    /** Says something to people while the drill runs. */
    final void tell(String line) {
        if (!json()) {
            console.line(line);
        }
    }

    /** How many faults of each kind, by the name that the document gives them. */
    abstract Map<String, Integer> kinds(FaultPlan plan, Faults faults);

    private void report(Drill drill, DrillCount count, Map<String, Integer> faults, Duration time, int workers) {
        Document document = new Document(
                drill.feed().submitted(),
                count.outcomes().kinds(),
                count.outcomes().lost(),
                count.outcomes().duplicates(),
                Drill.seconds(drill.run().longestRecovery()),
                drill.run().minInFlight(),
                drill.cluster().workersEnded(),
                drill.cluster().brokersEnded(),
                drill.cluster().detectorsEnded(),
                count.auditSteps(),
                count.auditRecords(),
                count.auditVerified(),
                workers,
                options.maxTokens(),
                options.seed(),
                Drill.seconds(time),
                faults);
        if (json()) {
            console.json(document);
            return;
        }
        String kinds = faults.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
        console.line(count.summary(document.prompts()));
        console.line(kinds + "; at least " + document.minInFlight() + " prompts in flight; longest recovery "
                + document.maxRecoverySeconds() + " s; " + document.workersEnded() + " workers ended by themselves; "
                + document.seconds() + " s in all.");
    }
}
