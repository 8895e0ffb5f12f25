package io.draftgate.cli.drill;

import io.draftgate.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Everything that a drill needs while it runs; nothing of it is left when it is closed. Confined to one thread. */
record Drill(TopicCatalogue topics, DrillCluster cluster, PromptFeed feed, OutcomeLog log, DrillRun run)
        implements AutoCloseable {
    /**
     * Starts the processes and connects to the broker.
     *
     * @param main of this program
     * @param folder for all that is written
     */
    static Drill start(Class<?> main, Path folder, DrillOptions options, int workers) throws IOException {
        TopicCatalogue topics = TopicCatalogue.standard();
        Path logs = Files.createDirectories(options.logs(folder.resolve("logs")));
        OwnProgram program = OwnProgram.ofThisProcess(main);
        DrillCluster cluster = DrillCluster.start(program, topics, folder, logs, workers);
        try {
            PromptFeed feed = new PromptFeed(topics.prompts(), options.maxTokens(), cluster.client());
            OutcomeLog log = new OutcomeLog(topics, cluster.client());
            return new Drill(topics, cluster, feed, log, new DrillRun(cluster, feed, log));
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Ends the workers, so that nothing more comes, and counts from the beginning what is committed. */
    OutcomeCount count(int prompts) throws InterruptedException {
        cluster.endWorkers();
        return OutcomeCount.of(prompts, OutcomeLog.readAll(topics, cluster.client()));
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
