package io.draftgate.cli.drill;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.pipeline.TemporaryFolder;
import io.draftgate.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how long a tenant's prompts wait behind those of another. Confined to one thread.
 *
 * @param main of this program
 * @param slots of the engine
 * @param maxTokens of each draft
 */
record FloodRun(Class<?> main, int slots, int maxTokens) {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * Starts a pipeline, submits the flood, and, once it is being worked on, the others' prompts.
     *
     * @return within how many seconds 19 in 20 of the others' prompts had their drafts
     */
    double p95Seconds(int flood, int others) throws IOException, InterruptedException {
        TopicCatalogue topics = TopicCatalogue.standard();
        OwnProgram program = OwnProgram.ofThisProcess(main);
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Path logs = Files.createDirectories(folder.path().resolve("logs"));
            try (DrillCluster cluster =
                            DrillCluster.start(program, topics, folder.path(), logs, ClusterPlan.ofSlots(slots));
                    PromptFeed flooding = new PromptFeed(topics.prompts(), "flood", maxTokens, cluster.client());
                    PromptFeed feed = new PromptFeed(topics.prompts(), PromptFeed.TENANT, maxTokens, cluster.client());
                    OutcomeLog log = new OutcomeLog(topics, cluster.client())) {
                flooding.submitUpTo(flood);
                await(log, "flood/", 1);
                Instant submitted = Instant.now();
                feed.submitUpTo(others);
                List<Duration> waits = await(log, PromptFeed.TENANT + "/", others).stream()
                        .map(outcome -> Duration.between(submitted, outcome.at()))
                        .sorted()
                        .toList();
                return waits.get((others * 95 + 99) / 100 - 1).toMillis() / 1000.0;
            }
        }
    }

    private static List<Outcome> await(OutcomeLog log, String keyPrefix, int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Outcome> found = new ArrayList<>();
        while (found.size() < count) {
            if (System.nanoTime() > deadline) {
                throw CommandException.couldNotRun(
                        "no-outcome",
                        "after " + PATIENCE.toMinutes() + " minutes drafts are missing",
                        "Try fewer tokens");
            }
            log.poll(POLL).stream()
                    .filter(outcome -> outcome.prompt().startsWith(keyPrefix))
                    .forEach(found::add);
        }
        return found;
    }
}
