package io.draftgate.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.broker.BrokerOptions;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.streams.GroupProtocol;
import io.draftgate.streams.TopicAdministration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real workers in processes of their own, killed and stopped: every prompt still ends in exactly one draft. */
@Timeout(180)
class ExactlyOnceTest {
    private static final int PROMPTS = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SESSION_TIMEOUT = BrokerOptions.MIN_SESSION_TIMEOUT;

    private final TopicCatalogue topics = TopicCatalogue.standard();

    @TempDir
    Path folder;

    private EmbeddedBroker broker;
    private PipelineClient client;

    @BeforeEach
    void startBroker() {
        broker = EmbeddedBroker.start(
                folder.resolve("kafka"), BrokerOptions.defaults().withSessionTimeout(SESSION_TIMEOUT));
        try (TopicAdministration administration =
                new TopicAdministration(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            administration.create(topics);
        }
        client = new PipelineClient(topics, broker.bootstrapServers());
        for (int i = 0; i < PROMPTS; i++) {
            client.submit(GeneratorHarness.prompt("p" + i).setMaxTokens(90).build());
        }
    }

    @AfterEach
    void stopBroker() {
        client.close();
        broker.close();
    }

    private Path state(String worker) {
        return folder.resolve(worker);
    }

    private void assertEveryPromptEndedInExactlyOneDraft() {
        List<DraftGenerated> awaited = client.drafts(PROMPTS, PATIENCE);
        assertEquals(PROMPTS, awaited.size(), "drafts within " + PATIENCE);
        List<String> drafts = client.committed(topics.generations()).stream()
                .map(DraftGenerated::getPromptId)
                .sorted()
                .toList();
        assertEquals(IntStream.range(0, PROMPTS).mapToObj(i -> "p" + i).sorted().toList(), drafts);
        assertEquals(List.of(), client.committed(topics.unfulfilled()));
        assertEquals(List.of(), client.committed(topics.rejected()));
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain until " + what);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void shouldDraftEveryPromptOnceWhenAWorkerIsKilledMidGeneration() throws Exception {
        try (WorkerProcess first = WorkerProcess.start(broker.bootstrapServers(), state("a"), GroupProtocol.STREAMS)) {
            assertFalse(client.drafts(3, PATIENCE).size() < 3, "the first worker drafts");
            first.kill();
        }
        assertTrue(client.committed(topics.generations()).size() < PROMPTS, "killed mid-way");

        try (WorkerProcess second = WorkerProcess.start(broker.bootstrapServers(), state("a"), GroupProtocol.STREAMS)) {
            assertEveryPromptEndedInExactlyOneDraft();
            assertTrue(second.isAlive());
        }
    }

    @Test
    void shouldDraftEveryPromptOnceWhenARestoredWorkerIsStoppedAndWokenAfterItsSessionEnded() throws Exception {
        try (WorkerProcess first = WorkerProcess.start(broker.bootstrapServers(), state("a"), GroupProtocol.STREAMS)) {
            assertFalse(client.drafts(3, PATIENCE).size() < 3, "the first worker drafts");
            first.stopGracefully();
        }
        assertTrue(client.committed(topics.generations()).size() < PROMPTS, "stopped mid-way");
        try (WorkerProcess zombie =
                WorkerProcess.startAndStopWhenRestored(broker.bootstrapServers(), state("a"), GroupProtocol.STREAMS)) {
            await("the second worker is restored and stopped", zombie::isStopped);
            int draftsBefore = client.committed(topics.generations()).size();
            try (WorkerProcess third =
                    WorkerProcess.start(broker.bootstrapServers(), state("b"), GroupProtocol.STREAMS)) {
                assertTrue(
                        client.drafts(draftsBefore + 1, PATIENCE).size() > draftsBefore,
                        "the third worker has taken over");

                zombie.signal("CONT");

                assertEveryPromptEndedInExactlyOneDraft();
                assertTrue(third.isAlive());
            }
        }
    }
}
