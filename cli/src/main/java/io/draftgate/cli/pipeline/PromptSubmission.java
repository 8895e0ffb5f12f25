package io.draftgate.cli.pipeline;

import io.draftgate.cli.promptfile.FilePrompt;
import io.draftgate.cli.promptfile.PromptFile;
import io.draftgate.cli.promptfile.PromptLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Submits the prompts of a file; a broken line is told and passed over. Immutable.
 *
 * @param batch names the file's run, so that a later run finds what was submitted
 */
record PromptSubmission(PromptSender sender, String batch) {
    /** Header that holds {@code batch/line}. */
    static final String BATCH_HEADER = "draftgate-batch";

    /** Unacknowledged sends that are held; the producer's own buffer bounds their bytes. */
    private static final int MAX_UNACKNOWLEDGED = 10_000;

    private record Sent(int line, String id, CompletableFuture<PromptPosition> position) {}

    /**
     * Reads the file to its end and returns when every prompt is durable.
     *
     * @param wanted which lines to submit
     * @param ledger awaits their outcomes
     * @param broken hears of the others
     */
    void run(PromptFile file, IntPredicate wanted, PromptLedger ledger, Consumer<PromptLine.Broken> broken)
            throws IOException, InterruptedException, ExecutionException {
        Map<Integer, Sent> unacknowledged = new LinkedHashMap<>();
        for (Optional<PromptLine> line = file.next(); line.isPresent(); line = file.next()) {
            if (!wanted.test(line.get().line())) {
                continue;
            }
            if (line.get() instanceof PromptLine.Valid valid) {
                unacknowledged.put(valid.line(), send(valid.line(), valid.prompt()));
            } else if (line.get() instanceof PromptLine.Broken faulty) {
                broken.accept(faulty);
            }
            if (unacknowledged.size() >= MAX_UNACKNOWLEDGED) {
                await(unacknowledged, ledger);
            }
        }
        await(unacknowledged, ledger);
    }

    private Sent send(int line, FilePrompt prompt) {
        Headers headers = new RecordHeaders();
        headers.add(BATCH_HEADER, (batch + "/" + line).getBytes(StandardCharsets.UTF_8));
        return new Sent(line, prompt.id(), sender.submit(prompt, headers));
    }

    private static void await(Map<Integer, Sent> sent, PromptLedger ledger)
            throws InterruptedException, ExecutionException {
        for (Sent one : sent.values()) {
            ledger.submitted(one.line(), one.id(), one.position().get());
        }
        sent.clear();
    }
}
