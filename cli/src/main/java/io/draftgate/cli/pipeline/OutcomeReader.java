package io.draftgate.cli.pipeline;

import io.draftgate.cli.command.CommandException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Reads events until every prompt of a ledger has its outcome. Confined to one thread.
 *
 * @param failure completes when the pipeline in this JVM has ended; never for a pipeline elsewhere
 */
record OutcomeReader(PipelineEvents events, PromptLedger ledger, CompletableFuture<Throwable> failure) {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /**
     * Returns when nothing is awaited any more.
     *
     * @param onEvent hears of every event that is about a prompt of the ledger
     * @param onOutcome hears how each prompt ended
     * @throws InterruptedException on Ctrl-C
     */
    void run(Consumer<PipelineEvent> onEvent, Consumer<LineOutcome> onOutcome) throws InterruptedException {
        while (!ledger.isComplete()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (failure.isDone()) {
                throw CommandException.couldNotRun(
                        "pipeline-failed",
                        "the pipeline stopped: " + RootCause.of(failure.join()),
                        "See the log file, and run the command again");
            }
            for (PipelineEvent event : poll()) {
                if (ledger.awaits(event)) {
                    onEvent.accept(event);
                }
                Optional<LineOutcome> outcome = ledger.take(event);
                outcome.ifPresent(onOutcome);
            }
        }
    }

    private Iterable<PipelineEvent> poll() throws InterruptedException {
        try {
            return events.poll(PATIENCE);
        } catch (InterruptException e) {
            throw new InterruptedException();
        }
    }
}
