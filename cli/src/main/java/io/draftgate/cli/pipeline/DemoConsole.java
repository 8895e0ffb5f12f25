package io.draftgate.cli.pipeline;

import io.draftgate.cli.audit.CheckpointProofs;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.erasure.KeystoreOpener;
import io.draftgate.cli.replay.StoryReplay;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.DatabaseAddress;
import io.draftgate.index.IndexFeed;
import io.draftgate.review.ConsoleSettings;
import io.draftgate.review.ReviewConsole;
import io.draftgate.review.access.UsersFile;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.sealing.Sealing;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The review console over what the demo made, with one reviewer whose password is good for this run only. */
final class DemoConsole {
    private static final String REVIEWER = "reviewer";
    private static final int PASSWORD_BYTES = 9;

    private DemoConsole() {}

    /**
     * Serves until Ctrl-C.
     *
     * @param folder for its database and its reviewer
     * @param sealing opens what the log seals
     * @param model replays the drafts
     * @param failure completes when one of the services ends by a failure
     */
    static ExitCode serve(
            Console console,
            TopicCatalogue topics,
            Map<String, Object> client,
            Path folder,
            Sealing sealing,
            Gpt2 model,
            CompletableFuture<Throwable> failure)
            throws IOException, ExecutionException, InterruptedException {
        Path users = folder.resolve("reviewers");
        String password = password();
        new UsersFile(users).put(REVIEWER, password.toCharArray());
        ConsoleSettings settings = new ConsoleSettings(ConsoleSettings.DEFAULT_HOST, 0, false, users, Optional.empty());
        try (AuditIndex index = AuditIndex.open(
                        DatabaseAddress.of(folder.resolve("audit.db").toString()));
                IndexFeed feed = new IndexFeed(index, topics.auditRecords(), client, new KeystoreOpener(sealing));
                StoryReplay replay = new StoryReplay(topics, client, sealing, model);
                ReviewConsole page = new ReviewConsole(
                        settings,
                        index,
                        topics,
                        client,
                        new CheckpointProofs(index, topics, client),
                        Optional.of(replay),
                        InstantSource.system())) {
            feed.start();
            feed.current().get();
            page.start();
            console.line("");
            console.line("The review console is at http://" + settings.host() + ":" + page.port() + "  name: "
                    + REVIEWER + "  password: " + password);
            console.notice("Ctrl-C stops.");
            return UntilInterrupted.serve(console, "the demo", failure.applyToEither(feed.failure(), cause -> cause));
        }
    }

    private static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
