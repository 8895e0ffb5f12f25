package io.draftgate.cli.bench;

import io.draftgate.audit.note.NoteSigner;
import io.draftgate.audit.note.NoteVerifier;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.cli.audit.AuditLog;
import io.draftgate.cli.audit.Evidence;
import io.draftgate.cli.audit.Verification;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.gpt2.InvalidFieldException;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.streams.TopicAdministration;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code draftgate bench audit}. */
@Command(
        name = "audit",
        description =
                "Measure how fast 'draftgate audit verify' reads a long log: writes one into a broker in this process, "
                        + "a signed checkpoint every 1,000 records, and verifies it in one pass.",
        footer = {
            "",
            "That memory is flat shows when a small heap is enough: DRAFTGATE_JAVA_OPTIONS=-Xmx256m.",
            "",
            "Examples:",
            "  draftgate bench audit --records 1000000"
        })
final class BenchAuditCommand extends DraftgateCommand {
    private static final int MAX_RECORDS = 100_000_000;

    private final Console console;

    @Option(names = "--records", paramLabel = "N", description = "Records to write (default: ${DEFAULT-VALUE}).")
    private int records = 100_000;

    @Option(
            names = "--event-bytes",
            paramLabel = "N",
            description = "Size of the payload of each event (default: ${DEFAULT-VALUE}).")
    private int eventBytes = 500;

    BenchAuditCommand(Console console) {
        this.console = console;
    }

    private record Document(
            long records,
            long checkpoints,
            boolean auditVerified,
            double writeSeconds,
            double verifySeconds,
            double verifiedPerSecond,
            long heapLimitBytes,
            long heapUsedBytes) {}

    @Override
    protected ExitCode run() throws Exception {
        if (records < 1 || records > MAX_RECORDS) {
            throw new InvalidFieldException("records", records, "1 to " + MAX_RECORDS + ", e.g. 100000");
        }
        if (eventBytes < 0 || eventBytes > 1 << 20) {
            throw new InvalidFieldException("eventBytes", eventBytes, "0 to 1048576, e.g. 500");
        }
        Path folder = Files.createTempDirectory("draftgate-bench-audit");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            TopicCatalogue topics = new TopicCatalogue("", 1);
            try (TopicAdministration administration = new TopicAdministration(client)) {
                administration.create(topics);
            }
            Document document = measure(topics, client);
            print(document);
            return document.auditVerified() ? ExitCode.DONE : ExitCode.FOUND_WRONG;
        } finally {
            remove(folder);
        }
    }

    private Document measure(TopicCatalogue topics, Map<String, Object> client) {
        NoteSigner key = NoteSigner.generate("bench.local", new SecureRandom());
        long began = System.nanoTime();
        new LongLog(topics, key).write(client, records, eventBytes);
        long written = System.nanoTime();
        List<NoteVerifier> keys = List.of(key.verifier());
        Verification verification = new AuditLog(topics, client).verify(new Evidence(List.of(), keys), event -> {});
        long verified = System.nanoTime();
        Runtime runtime = Runtime.getRuntime();
        return new Document(
                verification.records(),
                verification.checkpoints(),
                verification.isIntact() && verification.records() == records,
                (written - began) / 1e9,
                (verified - written) / 1e9,
                verification.records() * 1e9 / (verified - written),
                runtime.maxMemory(),
                runtime.totalMemory() - runtime.freeMemory());
    }

    private void print(Document document) {
        if (json()) {
            console.json(document);
            return;
        }
        console.line(String.format(
                Locale.ROOT,
                "%d records and %d checkpoints written in %.1f s, verified in %.1f s (%.0f records/s): %s; heap of %d MiB.",
                document.records(),
                document.checkpoints(),
                document.writeSeconds(),
                document.verifySeconds(),
                document.verifiedPerSecond(),
                document.auditVerified() ? "intact" : "BROKEN",
                document.heapLimitBytes() >> 20));
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
