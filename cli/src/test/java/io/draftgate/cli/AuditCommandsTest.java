package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.audit.ChainLink;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.note.NoteSigner;
import io.draftgate.audit.note.NoteVerifier;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.cli.audit.SigningKeyFile;
import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands over a log of 300 records with checkpoints over 100, 256 and 300. */
@Timeout(120)
class AuditCommandsTest {
    private static final TopicCatalogue TOPICS = LogWriter.topics("log");
    private static final String CHAIN = "log.audit.records-0";

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static NoteSigner key;
    private static List<ChainLink> chain;

    @BeforeAll
    static void write() throws IOException {
        broker = EmbeddedBroker.start(folder.resolve("kafka"));
        key = new SigningKeyFile(folder.resolve("checkpoint.key")).readOrCreate("example.org/drafts");
        chain = LogWriter.chain(
                CHAIN,
                IntStream.range(0, 300).mapToObj(AuditCommandsTest::event).toList());
        LogWriter writer = new LogWriter(broker.bootstrapServers(), key);
        writer.write(
                TOPICS,
                chain,
                IntStream.of(100, 256, 300)
                        .mapToObj(size -> writer.checkpoint(CHAIN, chain, size).toString())
                        .toList());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static AuditEvent event(int number) {
        return new AuditEvents("test")
                .event(
                        AuditStep.ADMITTED,
                        new EventKey("default", "p" + number),
                        null,
                        new SourcePosition("drafts.prompts", 0, (long) number),
                        Instant.EPOCH,
                        "admitted",
                        null);
    }

    private static Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("audit"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap", broker.bootstrapServers(), "--prefix", "log.", "--partitions", "1"));
        return Run.of(all.toArray(String[]::new));
    }

    private static String verifier() {
        return key.verifier().toString();
    }

    @Test
    void shouldKeepTheSigningKeyToItsOwnerAndPrintTheOther() throws IOException {
        Path file = folder.resolve("another.key");

        Run made = Run.of("audit", "key", file.toString(), "--name", "example.org/other");
        Run again = Run.of("audit", "key", file.toString());

        assertEquals(0, made.exitCode(), made.err());
        assertEquals("example.org/other", NoteVerifier.parse(made.out()).name());
        assertEquals(made.out(), again.out());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void shouldVerifyAgainstPublishedAndKeptCheckpoints() throws IOException {
        Path kept =
                Files.writeString(folder.resolve("kept.txt"), run("checkpoint").out());

        Run verify = run("verify", "--checkpoint", kept.toString(), "--key", verifier());

        assertEquals(0, verify.exitCode(), verify.err());
        assertEquals("300 audit records, 4 checkpoints (all signed), the chain is intact.\n", verify.out());
    }

    @Test
    void shouldRefuseCheckpointsOfAnotherKey() {
        String stranger = NoteSigner.generate("example.org/drafts", new SecureRandom())
                .verifier()
                .toString();

        Run verify = run("verify", "--key", stranger);

        assertEquals(3, verify.exitCode());
        assertTrue(verify.out().contains("is not signed by the key of that name"), verify.out());
    }

    @Test
    void shouldPrintTheNewestCheckpointAndComputeOneWithoutAKey() {
        SignedCheckpoint newest = SignedCheckpoint.parse(run("checkpoint").out().stripTrailing() + "\n");
        SignedCheckpoint computed =
                SignedCheckpoint.parseAll(run("checkpoint", "--unsigned").out()).get(0);

        assertEquals(300, newest.checkpoint().size());
        assertTrue(newest.isSignedBy(key.verifier()));
        assertEquals(newest.checkpoint().root(), computed.checkpoint().root());
    }

    @Test
    void shouldProveARecordToSomebodyWithoutTheLog() throws IOException {
        Run prove = run("prove", "--index", "17", "--partition", "0");
        Path proof = Files.writeString(folder.resolve("record.tlog-proof"), prove.out());
        Path changed = Files.writeString(
                folder.resolve("changed.tlog-proof"), prove.out().replace("index 17\n", "index 16\n"));

        Run check = Run.of("audit", "verify-proof", proof.toString(), "--key", verifier());
        Run refuse = Run.of("audit", "verify-proof", changed.toString(), "--key", verifier());

        assertEquals(0, check.exitCode(), check.err());
        assertEquals(
                "Proved: the record ADMITTED of default/p17 at 1970-01-01T00:00:00Z is number 17 of the 300 in "
                        + "example.org/drafts/log.audit.records-0.\n",
                check.out());
        assertEquals(3, refuse.exitCode(), refuse.err());
    }

    @Test
    void shouldProveARecordWithoutShowingIt() throws IOException {
        Run prove = run("prove", "--index", "299", "--no-record");
        Path proof = Files.writeString(folder.resolve("bare.tlog-proof"), prove.out());

        Run check = Run.of(
                "audit",
                "verify-proof",
                proof.toString(),
                "--entry",
                chain.get(299).digest().hex());
        Run refuse = Run.of(
                "audit",
                "verify-proof",
                proof.toString(),
                "--entry",
                chain.get(0).digest().hex());

        assertEquals(0, check.exitCode(), check.err());
        assertEquals(3, refuse.exitCode(), refuse.err());
    }

    @Test
    void shouldProveThatTheLogOnlyGrew() throws IOException {
        LogWriter writer = new LogWriter(broker.bootstrapServers(), key);
        Path old = Files.writeString(
                folder.resolve("monday.txt"),
                writer.checkpoint(CHAIN, chain, 100).toString());
        Path proof = Files.writeString(
                folder.resolve("growth.txt"),
                run("prove", "consistency", "--checkpoint", old.toString()).out());
        Path other = Files.writeString(
                folder.resolve("other.txt"),
                writer.checkpoint(CHAIN, chain.subList(1, 101), 100).toString());

        Run check =
                Run.of("audit", "verify-proof", proof.toString(), "--checkpoint", old.toString(), "--key", verifier());
        Run refuse = Run.of("audit", "verify-proof", proof.toString(), "--checkpoint", other.toString());

        assertEquals(0, check.exitCode(), check.err());
        assertEquals(
                "Proved: example.org/drafts/log.audit.records-0 only grew from 100 to 300 records.\n", check.out());
        assertEquals(3, refuse.exitCode(), refuse.err());
    }

    @Test
    void shouldExportTilesOfWhatTheCheckpointCovers() throws IOException {
        Path tiles = folder.resolve("tiles");

        Run export = run("export-tiles", "--output", tiles.toString());

        assertEquals(0, export.exitCode(), export.err());
        Path log = tiles.resolve(CHAIN);
        assertEquals(256 * 32, Files.size(log.resolve("tile/0/000")));
        assertEquals(44 * 32, Files.size(log.resolve("tile/0/001.p/44")));
        assertEquals(
                run("checkpoint").out().strip(),
                Files.readString(log.resolve("checkpoint")).strip());
    }
}
