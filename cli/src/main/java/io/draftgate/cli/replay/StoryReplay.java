package io.draftgate.cli.replay;

import io.draftgate.cli.audit.AuditLog;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.replay.Report;
import io.draftgate.index.ChainStep;
import io.draftgate.index.Story;
import io.draftgate.review.Proofs;
import io.draftgate.review.Replayer;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.streams.sealing.Sealing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Replays drafts of the review console: fetches the record of the generation from the log by its place. Thread-safe. */
public final class StoryReplay implements Replayer, AutoCloseable {
    private static final String NAME = "Replay";

    private final AuditLog log;
    private final Sealing sealing;
    private final DraftReplay replay;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "replay-reader");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * A replayer of one model; what another wrote is inconclusive.
     *
     * @param client how to reach the brokers: {@code bootstrap.servers}, security
     * @param sealing opens what the log seals
     * @param model not closed here
     */
    public StoryReplay(TopicCatalogue topics, Map<String, Object> client, Sealing sealing, Gpt2 model) {
        this.log = new AuditLog(topics, client);
        this.sealing = sealing;
        this.replay = new DraftReplay(model, false);
    }

    @Override
    public CompletableFuture<Proofs.Proof> replay(Story story) {
        return CompletableFuture.supplyAsync(() -> draft(story), reader)
                .thenCompose(draft -> draft.check(replay))
                .thenApply(StoryReplay::proof);
    }

    private RecordedDraft draft(Story story) {
        Optional<ChainStep> written = story.steps().stream()
                .filter(step -> step.step().equals(AuditStep.GENERATED.name())
                        && step.key().equals(story.draft().key()))
                .findFirst();
        String key = story.draft().key().toString();
        if (written.isEmpty()) {
            return new RecordedDraft.Unreadable(key, "The log tells of no draft that a model wrote");
        }
        ChainStep.ChainPlace place = written.get().chain();
        List<RecordedDraft> found = new ArrayList<>();
        log.event(place.partition(), place.offset(), place.digest()).ifPresent(new RecordedDrafts(sealing, found::add));
        return found.isEmpty()
                ? new RecordedDraft.Unreadable(key, "The log does not hold the link that the index has read")
                : found.get(0);
    }

    private static Proofs.Proof proof(Report report) {
        String word = report.verdict().name().charAt(0)
                + report.verdict().name().substring(1).toLowerCase(Locale.ROOT);
        String counted = report.tokens() == 0
                ? ""
                : report.tokens() + " tokens: " + report.exact() + " exact, " + report.withinTolerance()
                        + " within tolerance, " + report.refuted() + " refuted. ";
        String reasons = report.reasons().isEmpty() ? "" : String.join(". ", report.reasons()) + ".";
        return new Proofs.Proof(NAME, status(report), (word + ". " + counted + reasons).strip());
    }

    private static Proofs.Status status(Report report) {
        return switch (report.verdict()) {
            case ACCEPTED -> Proofs.Status.HOLDS;
            case REFUTED -> Proofs.Status.FAILS;
            case INCONCLUSIVE, ERASED -> Proofs.Status.OPEN;
        };
    }

    @Override
    public void close() {
        reader.shutdownNow();
        replay.close();
    }
}
