package io.draftgate.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.broker.BrokerOptions;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.WorkReported;
import io.draftgate.streams.GroupProtocol;
import io.draftgate.streams.TopicAdministration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker in a process of its own is killed in the middle of a long draft; another goes on where it was. */
@Timeout(180)
class TakenUpDraftTest {
    private static final int COMPLETIONS = 32;
    private static final int TOKENS = 240;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final TopicCatalogue topics = TopicCatalogue.standard();

    @TempDir
    Path folder;

    @Test
    void shouldGoOnWithWhatAKilledWorkerHadWrittenToTheDraftThatItWouldHaveWritten() throws Exception {
        BrokerOptions options = BrokerOptions.defaults().withSessionTimeout(BrokerOptions.MIN_SESSION_TIMEOUT);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), options);
                Gpt2 model = Gpt2.bundled()) {
            String bootstrap = broker.bootstrapServers();
            try (TopicAdministration administration = new TopicAdministration(Map.of("bootstrap.servers", bootstrap))) {
                administration.create(topics);
            }
            try (PipelineClient client = new PipelineClient(topics, bootstrap)) {
                // Given: a draft of which much is written, and reported
                submit(client, "disturbed");
                try (WorkerProcess first =
                        WorkerProcess.start(bootstrap, folder.resolve("first"), GroupProtocol.STREAMS)) {
                    assertTrue(client.reads(topics.completions(), this::isProgress, 10, PATIENCE), "progress");

                    // When
                    first.kill();
                }
                assertEquals(List.of(), client.committed(topics.generations()), "killed in the middle");
                try (GeneratorService second = WorkerProcess.service(
                        model, bootstrap, folder.resolve("second"), GroupProtocol.STREAMS, () -> {})) {
                    second.start();
                    List<DraftGenerated> disturbed = client.drafts(COMPLETIONS, PATIENCE);

                    // Then: the tokens were taken over and not drawn anew; each would have been drawn again
                    assertTrue(second.statistics().resumedTokens() > 0, "tokens taken over");
                    assertEquals(0, second.statistics().nearTies());
                    submit(client, "undisturbed");
                    List<DraftGenerated> both = client.drafts(2 * COMPLETIONS, PATIENCE);
                    assertEquals(2 * COMPLETIONS, both.size());
                    assertEquals(tokens(disturbed, "disturbed"), tokens(both, "undisturbed"));
                }
            }
        }
    }

    private static void submit(PipelineClient client, String id) {
        client.submit(GeneratorHarness.prompt(id)
                .setN(COMPLETIONS)
                .setMaxTokens(TOKENS)
                .setMinTokens(TOKENS)
                .setSeed(5L)
                .build());
    }

    private boolean isProgress(WorkReported report) {
        return report.getKind() == ReportKind.PROGRESS;
    }

    private static List<List<Integer>> tokens(List<DraftGenerated> drafts, String id) {
        return drafts.stream()
                .filter(draft -> draft.getPromptId().equals(id))
                .sorted(Comparator.comparing(DraftGenerated::getCompletionIndex))
                .map(DraftGenerated::getTokenIds)
                .toList();
    }
}
