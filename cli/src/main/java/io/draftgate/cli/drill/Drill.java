package io.draftgate.cli.drill;

import io.draftgate.cli.audit.AuditLog;
import io.draftgate.cli.audit.Verification;
import io.draftgate.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Everything that a drill needs while it runs; nothing of it is left when it is closed. Confined to one thread. */
record Drill(TopicCatalogue topics, DrillCluster cluster, PromptFeed feed, OutcomeLog log, DrillRun run)
        implements AutoCloseable {
    /** A detector that was killed just now comes back and takes over in half a minute. */
    private static final Duration CHAINING_PATIENCE = Duration.ofMinutes(2);

    /**
     * Starts the processes and connects to the broker.
     *
     * @param main of this program
     * @param folder for all that is written
     */
    static Drill start(Class<?> main, Path folder, DrillOptions options, ClusterPlan plan) throws IOException {
        TopicCatalogue topics = TopicCatalogue.standard();
        Path logs = Files.createDirectories(options.logs(folder.resolve("logs")));
        OwnProgram program = OwnProgram.ofThisProcess(main);
        DrillCluster cluster = DrillCluster.start(program, topics, folder, logs, plan);
        try {
            PromptFeed feed =
                    new PromptFeed(topics.prompts(), PromptFeed.TENANT, options.maxTokens(), cluster.client());
            OutcomeLog log = new OutcomeLog(topics, cluster.client());
            return new Drill(topics, cluster, feed, log, new DrillRun(cluster, feed, log));
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * Ends the workers, then the detector once the chain holds every step, so that nothing more comes; counts from the beginning
     * what is committed.
     */
    DrillCount count(int prompts) throws InterruptedException {
        cluster.endWorkers();
        AuditLog audit = new AuditLog(topics, cluster.client());
        long steps = audit.expectedRecords();
        audit.await(steps, CHAINING_PATIENCE);
        cluster.endDetector();
        OutcomeCount outcomes = OutcomeCount.of(prompts, OutcomeLog.readAll(topics, cluster.client()));
        Verification chain = audit.verify(event -> {});
        return new DrillCount(outcomes, audit.expectedRecords(), chain.records(), chain.isIntact());
    }

    /** With one digit: nobody can tell hundredths on a busy machine. */
    static double seconds(Duration time) {
        return Math.round(time.toMillis() / 100.0) / 10.0;
    }

    @Override
    public void close() {
        try (cluster) {
            feed.close();
            log.close();
        }
    }
}
