package io.draftgate.cli.pipeline;

import io.draftgate.cli.console.Console;
import io.draftgate.cli.console.ProgressBar;
import io.draftgate.cli.pipeline.BatchFolder.Memory;
import io.draftgate.cli.promptfile.PromptFile;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.tracing.Tracing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One run of a batch against a pipeline that works, the first or a later one. Confined to one thread. */
final class BatchRun {
    private final Console console;
    private final TopicCatalogue topics;
    private final Map<String, Object> client;
    private final CompletableFuture<Throwable> failure;
    private final Tally tally;
    private final Tracing tracing;

    /**
     * A run.
     *
     * @param failure completes when the pipeline in this JVM has ended; never for a pipeline elsewhere
     * @param tracing hears of what is submitted
     */
    BatchRun(
            Console console,
            TopicCatalogue topics,
            Map<String, Object> client,
            CompletableFuture<Throwable> failure,
            Tally tally,
            Tracing tracing) {
        this.console = console;
        this.topics = topics;
        this.client = client;
        this.failure = failure;
        this.tally = tally;
        this.tracing = tracing;
    }

    /**
     * Submits what is not submitted yet, and returns when every prompt has its line.
     *
     * @param prompts the prompt file; its lines are numbered as in the output
     */
    void run(Path prompts, String promptDigest, String bootstrap, BatchFolder folder, OutcomeFile output)
            throws IOException, InterruptedException, ExecutionException {
        PromptLedger ledger = new PromptLedger();
        try (PipelineEvents events = new PipelineEvents(topics, client);
                SubmittedPrompts submitted = new SubmittedPrompts(topics.prompts(), client);
                PromptSender sender = new PromptSender(topics, client, InstantSource.system(), false, tracing);
                PromptFile file = PromptFile.open(prompts)) {
            Memory memory = remember(folder, promptDigest, bootstrap, events, submitted);
            Map<Integer, String> before = submitted.find(memory.batch(), memory.promptsFrom(), ledger);
            events.seek(memory.outcomesFrom());
            new PromptSubmission(sender, memory.batch())
                    .run(
                            file,
                            line -> !before.containsKey(line)
                                    && !output.linesDone().contains(line),
                            ledger,
                            line -> {
                                console.notice(line.message());
                                add(
                                        output,
                                        LineOutcome.rejected(
                                                line.line(),
                                                line.id(),
                                                line.field(),
                                                "expected " + line.expectation()));
                            });
            await(events, ledger, output);
        }
    }

    private void await(PipelineEvents events, PromptLedger ledger, OutcomeFile output) throws InterruptedException {
        int total = tally.prompts() + ledger.waiting();
        try (ProgressBar bar = console.progress("Drafting", total)) {
            new OutcomeReader(events, ledger, failure).run(event -> {}, outcome -> {
                add(output, outcome);
                bar.done(tally.prompts());
            });
        }
    }

    private void add(OutcomeFile output, LineOutcome outcome) {
        if (!output.linesDone().contains(outcome.line())) {
            tally.add(outcome);
            output.write(outcome);
        }
    }

    private static Memory remember(
            BatchFolder folder,
            String promptDigest,
            String bootstrap,
            PipelineEvents events,
            SubmittedPrompts submitted)
            throws IOException {
        Optional<Memory> known = folder.read();
        if (known.isPresent()) {
            return known.get();
        }
        Memory memory =
                new Memory(UUID.randomUUID().toString(), promptDigest, bootstrap, events.end(), submitted.end());
        folder.write(memory);
        return memory;
    }
}
