package io.draftgate.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.DatabaseAddress;
import io.draftgate.index.EventOpener;
import io.draftgate.review.access.UsersFile;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.streams.TopicAdministration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A console that is killed while somebody decides, several times. */
@Timeout(180)
class KilledConsoleTest {
    private static final TopicCatalogue TOPICS = TopicCatalogue.standard();
    private static final int DRAFTS = 40;
    private static final int KILLS = 2;
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path folder;

    private final Random random = new Random(5);
    private int starts;

    @Test
    void shouldLoseNoDecisionThatItConfirmed() throws Exception {
        Deque<String> undecided = new ArrayDeque<>(
                IntStream.range(0, DRAFTS).mapToObj(i -> "d" + i).toList());
        Set<String> confirmed = new TreeSet<>();
        prepare(undecided);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"))) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (TopicAdministration administration = new TopicAdministration(client)) {
                administration.create(TOPICS);
            }
            for (int kill = 0; kill <= KILLS; kill++) {
                Process process = start(broker.bootstrapServers());
                try {
                    decide(undecided, confirmed, kill < KILLS ? DRAFTS / (KILLS + 1) : DRAFTS, process);
                } finally {
                    process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
                }
            }

            List<ReviewDecided> decisions = Decisions.all(TOPICS, client);

            assertEquals(DRAFTS, confirmed.size());
            assertTrue(decisions.stream()
                    .map(ReviewDecided::getPromptId)
                    .collect(Collectors.toSet())
                    .containsAll(confirmed));
            assertTrue(
                    decisions.size() <= DRAFTS + KILLS, "sent again only what was not confirmed: " + decisions.size());
        }
    }

    private void prepare(Deque<String> ids) throws IOException {
        Drafts drafts = new Drafts(Instant.parse("2026-11-25T12:00:00Z"));
        ids.forEach(id -> drafts.inReview(id, "ann", "Text"));
        try (AuditIndex index = AuditIndex.open(database())) {
            index.add(drafts.records(), EventOpener.unsealed());
        }
        new UsersFile(folder.resolve("reviewers")).put("bob", PASSWORD.toCharArray());
    }

    private DatabaseAddress database() {
        return DatabaseAddress.of(folder.resolve("audit.db").toString());
    }

    /** Decides until so many are confirmed; then the process is killed in the midst of the next. */
    private void decide(Deque<String> undecided, Set<String> confirmed, int most, Process process) throws Exception {
        Visitor visitor = new Visitor(port(process)).as("bob", PASSWORD);
        int done = 0;
        while (!undecided.isEmpty()) {
            String id = undecided.peek();
            if (done == most) {
                Thread killer = new Thread(() -> killSoon(process));
                killer.start();
            }
            try {
                assertEquals(303, visitor.decide(id, "APPROVE", "fine").statusCode());
            } catch (IOException killed) {
                return;
            }
            confirmed.add(undecided.poll());
            done++;
        }
    }

    private void killSoon(Process process) {
        long until = System.nanoTime() + random.nextInt(20_000_000);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        process.destroyForcibly();
    }

    private Process start(String bootstrapServers) throws IOException {
        starts++;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ConsoleProcess.class.getName(),
                bootstrapServers,
                folder.resolve("audit.db").toString(),
                folder.resolve("reviewers").toString(),
                portFile().toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console" + starts + ".log").toFile())
                .start();
    }

    private Path portFile() {
        return folder.resolve("port" + starts);
    }

    private int port(Process process) throws Exception {
        while (Files.notExists(portFile())) {
            assertTrue(
                    !process.waitFor(50, TimeUnit.MILLISECONDS),
                    () -> "the console ended: see console" + starts + ".log");
        }
        return Integer.parseInt(Files.readString(portFile()));
    }
}
