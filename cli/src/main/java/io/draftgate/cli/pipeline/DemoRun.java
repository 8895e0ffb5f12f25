package io.draftgate.cli.pipeline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.draftgate.cli.audit.AuditLog;
import io.draftgate.cli.audit.Verification;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.promptfile.PromptFile;
import io.draftgate.cli.promptfile.PromptLine;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One run of the demo against a pipeline that works. Confined to one thread. */
final class DemoRun {
    private final Console console;
    private final boolean json;
    private final TopicCatalogue topics;
    private final Map<String, Object> client;
    private final Tally tally = new Tally();
    private @Nullable Instant firstAdmission;
    private @Nullable Instant lastDraft;

    DemoRun(Console console, boolean json, TopicCatalogue topics, Map<String, Object> client) {
        this.console = console;
        this.json = json;
        this.topics = topics;
        this.client = client;
    }

    private record Document(
            @JsonUnwrapped TallyDocument tally, long auditRecords, boolean auditVerified, double tokensPerSecond) {}

    void submitAndAwait(PromptFile file, CompletableFuture<Throwable> failure)
            throws IOException, InterruptedException, ExecutionException {
        PromptLedger ledger = new PromptLedger();
        try (PipelineEvents events = new PipelineEvents(topics, client);
                PromptSender sender = new PromptSender(topics, client, InstantSource.system())) {
            events.seekToEnd();
            PromptSubmission submission =
                    new PromptSubmission(sender, UUID.randomUUID().toString());
            submission.run(file, line -> true, ledger, this::broken);
            new OutcomeReader(events, ledger, failure).run(this::show, this::count);
        }
    }

    /** Waits until every step is chained, recomputes the chain, and prints the summary. */
    boolean verify(Duration patience) {
        AuditLog log = new AuditLog(topics, client);
        boolean complete = log.await(log.expectedRecords(), patience);
        Verification verification = log.verify(this::time);
        print(verification, complete && verification.isIntact());
        return complete && verification.isIntact();
    }

    private void broken(PromptLine.Broken line) {
        console.notice(line.message());
        count(LineOutcome.rejected(line.line(), line.id(), line.field(), line.expectation()));
    }

    private void count(LineOutcome outcome) {
        tally.add(outcome);
        if (!json && outcome.drafts() == null) {
            console.line(outcome.id() + "  " + outcome.outcome().toUpperCase(Locale.ROOT) + "  "
                    + (outcome.field() == null ? "" : outcome.field() + ": ") + outcome.reason());
        }
    }

    private void show(PipelineEvent event) {
        if (!json && event instanceof PipelineEvent.Screened screened) {
            DraftText.lines(screened.draft(), console.hasColours()).forEach(console::line);
        }
    }

    private void time(AuditEvent event) {
        Instant at = event.getOccurredAt();
        if (event.getStep() == AuditStep.ADMITTED && (firstAdmission == null || at.isBefore(firstAdmission))) {
            firstAdmission = at;
        }
        if (event.getStep() == AuditStep.SCREENED && (lastDraft == null || at.isAfter(lastDraft))) {
            lastDraft = at;
        }
    }

    private void print(Verification verification, boolean verified) {
        if (json) {
            console.json(new Document(TallyDocument.of(tally), verification.records(), verified, tokensPerSecond()));
            return;
        }
        console.line("");
        console.line(tally.summary() + ".");
        verification.problems().forEach(problem -> console.line(problem.message()));
        console.line(verification.records() + " audit records, "
                + (verified ? "the chain is intact." : "the chain is NOT intact or not complete."));
        console.line(String.format(
                Locale.ROOT, "%d completion tokens, %.0f tokens/s.", tally.completionTokens(), tokensPerSecond()));
    }

    /** Completion tokens over the time from the first admission to the last draft; 0 where there is none. */
    private double tokensPerSecond() {
        if (firstAdmission == null || lastDraft == null || !lastDraft.isAfter(firstAdmission)) {
            return 0;
        }
        return tally.completionTokens()
                * 1000.0
                / Duration.between(firstAdmission, lastDraft).toMillis();
    }
}
