package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.audit.AuditChain;
import io.draftgate.audit.ChainLink;
import io.draftgate.audit.ChainProblem;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.note.NoteSigner;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.cli.audit.AuditLog;
import io.draftgate.cli.audit.Evidence;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.DraftGenerated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can be done to a log, and which command finds it. The forger owns the log: he can write what he likes, and sign it with the
 * log's key. What he cannot reach is the checkpoint that an outsider kept. Each manipulation is tried against the weakest command
 * first; the table in docs/audit.md is what comes of it.
 */
@Timeout(180)
class TamperTableTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DOCUMENT = Path.of("../docs/audit.md");
    private static final String VERIFY = "`audit verify`";
    private static final String KEY = "`audit verify --key`";
    private static final String KEPT = "`audit verify --checkpoint`";
    private static final String REPLAY = "`audit replay`";

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static SampleLog sample;
    private static final NoteSigner KEY_OF_LOG = NoteSigner.generate("example.org/drafts", new SecureRandom());
    private static final NoteSigner STRANGER = NoteSigner.generate("example.org/drafts", new SecureRandom());

    private final Map<String, String> rows = new TreeMap<>();

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("kafka"));
        sample = SampleLog.write();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void shouldFindEveryManipulationByTheCommandThatTheDocumentNames() throws IOException {
        inTheChain();
        inTheCheckpoints();
        inTheDrafts();

        String table = "| manipulation | found by | as |\n|---|---|---|\n"
                + rows.values().stream().collect(Collectors.joining("\n")) + "\n";
        assertTrue(
                Files.readString(DOCUMENT).contains(table),
                () -> "docs/audit.md has another table than this:\n" + table);
    }

    private void inTheChain() {
        chain("edit a record", VERIFY, "edited", chain -> {
            ChainLink link = chain.get(3);
            byte[] content = link.content();
            content[content.length - 1] ^= 1;
            chain.set(3, new ChainLink(link.index(), link.previous(), content, link.digest()));
        });
        chain("cut a record out", VERIFY, "missing", chain -> chain.remove(3));
        chain("swap two records", VERIFY, "out-of-order", chain -> Collections.swap(chain, 3, 4));
        chain("duplicate a record", VERIFY, "repeated", chain -> chain.add(4, chain.get(3)));
        chain(
                "slip in a record with a true digest",
                VERIFY,
                "repeated",
                chain -> chain.add(4, AuditChain.append(chain.get(2).head(), new byte[] {1})));
        chain(
                "cut the end off",
                VERIFY,
                "truncated",
                chain -> chain.subList(5, chain.size()).clear());
        chain("move in the records of another partition", VERIFY, "replaced", chain -> {
            chain.clear();
            chain.addAll(LogWriter.chain("audit.records-9", sample.events()));
        });
        rewritten(
                "edit a record, re-hash the chain, keep the checkpoints", VERIFY, "forked", false, SampleLog::editing);
    }

    private void inTheCheckpoints() {
        rewritten("edit a record, re-hash the chain, sign it anew", KEPT, "forked", true, SampleLog::editing);
        rewritten("cut the end off, sign the rest anew", KEPT, "truncated", true, events -> events.subList(0, 5));
        rewritten(
                "backdate a record, re-hash, sign anew",
                KEPT,
                "forked",
                true,
                events -> SampleLog.changing(
                        events,
                        2,
                        event -> AuditEvent.newBuilder(event)
                                .setOccurredAt(event.getOccurredAt().minus(Duration.ofDays(1)))
                                .build()));
        rewritten("drop a dead letter, re-hash, sign anew", KEPT, "forked", true, SampleLog::withoutDeadLetter);
        rewritten("tell two readers different ends, both signed", KEPT, "forked", true, events -> {
            List<AuditEvent> fork = new ArrayList<>(events.subList(0, 6));
            fork.addAll(events.subList(0, 3));
            return fork;
        });
        String name = "forge a checkpoint with another key";
        TopicCatalogue topics = LogWriter.topics(prefix());
        List<ChainLink> honest = LogWriter.chain(chainName(topics), sample.events());
        writer(KEY_OF_LOG)
                .write(
                        topics,
                        honest,
                        List.of(writer(STRANGER)
                                .checkpoint(chainName(topics), honest, 4)
                                .toString()));
        found(name, KEY, "forged-checkpoint", topics, honest);
    }

    /** Lies that the log was told from the beginning: chain and checkpoints are true to them. */
    private void inTheDrafts() throws IOException {
        TopicCatalogue topics = LogWriter.topics(prefix());
        Map<String, UnaryOperator<DraftGenerated>> lies = sample.lies();
        List<ChainLink> chain = LogWriter.chain(chainName(topics), sample.lying());
        writer(KEY_OF_LOG)
                .write(
                        topics,
                        chain,
                        List.of(writer(KEY_OF_LOG)
                                .checkpoint(chainName(topics), chain, chain.size())
                                .toString()));
        assertEquals("", first(topics, new Evidence(List.of(kept(topics, chain)), List.of(KEY_OF_LOG.verifier()))));

        JsonNode replay = JSON.readTree(Run.of(
                        "audit",
                        "replay",
                        "--json",
                        "--bootstrap",
                        broker.bootstrapServers(),
                        "--prefix",
                        topics.prefix(),
                        "--partitions",
                        "1")
                .out());

        for (JsonNode result : replay.get("results")) {
            String subject = result.get("id").asText().substring("default/".length());
            String expected = lies.containsKey(subject) ? "REFUTED" : "ACCEPTED";
            assertEquals(expected, result.get("verdict").asText(), result::toString);
            if (lies.containsKey(subject)) {
                add(subject, REPLAY, "refuted");
            }
        }
        assertEquals(lies.size() + 1, replay.get("drafts").asInt());
    }

    /** Changes only the records that are there. */
    private void chain(String name, String command, String code, Consumer<List<ChainLink>> forgery) {
        TopicCatalogue topics = LogWriter.topics(prefix());
        List<ChainLink> honest = LogWriter.chain(chainName(topics), sample.events());
        List<ChainLink> forged = new ArrayList<>(honest);
        forgery.accept(forged);
        writer(KEY_OF_LOG).write(topics, forged, checkpoints(topics, honest));
        found(name, command, code, topics, honest);
    }

    /** Writes the whole log anew. */
    private void rewritten(
            String name, String command, String code, boolean signedAnew, UnaryOperator<List<AuditEvent>> forgery) {
        TopicCatalogue topics = LogWriter.topics(prefix());
        List<ChainLink> honest = LogWriter.chain(chainName(topics), sample.events());
        List<ChainLink> forged = LogWriter.chain(chainName(topics), forgery.apply(sample.events()));
        writer(KEY_OF_LOG).write(topics, forged, checkpoints(topics, signedAnew ? forged : honest));
        found(name, command, code, topics, honest);
    }

    private void found(String name, String command, String code, TopicCatalogue topics, List<ChainLink> honest) {
        Map<String, Evidence> commands = new LinkedHashMap<>();
        commands.put(VERIFY, Evidence.NONE);
        commands.put(KEY, new Evidence(List.of(), List.of(KEY_OF_LOG.verifier())));
        commands.put(KEPT, new Evidence(List.of(kept(topics, honest)), List.of()));
        for (Map.Entry<String, Evidence> each : commands.entrySet()) {
            String found = first(topics, each.getValue());
            if (each.getKey().equals(command)) {
                assertEquals(code, found, name);
                add(name, command, code);
                return;
            }
            assertEquals("", found, name + " by " + each.getKey());
        }
    }

    private void add(String name, String command, String code) {
        rows.put(String.format("%02d", rows.size()), "| " + name + " | " + command + " | `" + code + "` |");
    }

    /** Code of the first problem that a verification with this evidence finds; empty if it finds none. */
    private static String first(TopicCatalogue topics, Evidence evidence) {
        return new AuditLog(topics, Map.of("bootstrap.servers", broker.bootstrapServers()))
                .verify(evidence, event -> {}).problems().stream()
                        .findFirst()
                        .map(ChainProblem::code)
                        .orElse("");
    }

    private String prefix() {
        return "t" + rows.size();
    }

    private static String chainName(TopicCatalogue topics) {
        return topics.auditRecords().name() + "-0";
    }

    private static LogWriter writer(NoteSigner key) {
        return new LogWriter(broker.bootstrapServers(), key);
    }

    private static List<String> checkpoints(TopicCatalogue topics, List<ChainLink> chain) {
        return List.of(
                writer(KEY_OF_LOG).checkpoint(chainName(topics), chain, 2).toString(),
                writer(KEY_OF_LOG)
                        .checkpoint(chainName(topics), chain, chain.size())
                        .toString());
    }

    /** What the outsider kept of the honest log. */
    private static SignedCheckpoint kept(TopicCatalogue topics, List<ChainLink> honest) {
        return writer(KEY_OF_LOG).checkpoint(chainName(topics), honest, honest.size());
    }
}
