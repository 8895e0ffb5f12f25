package io.draftgate.cli.erasure;

import io.draftgate.cli.audit.AuditLog;
import io.draftgate.cli.audit.Verification;
import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.erasure.FileKeystore;
import io.draftgate.erasure.SubjectKeys.Destruction;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.streams.TopicAdministration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate audit erase}. */
@Command(
        name = "erase",
        description = {
            "Erase a tenant or an author: destroy the keys that the audit log's texts are sealed with, for ever.",
            "The log itself stays as it is and verifies as before. Tells when the last copy in other topics goes, and whether "
                    + "the log holds text of the tenant that was never sealed: that stays."
        },
        footer = {
            "",
            "Drafts of the subject that are in flight are sealed with a new key; wait for them and erase again.",
            "",
            "Examples:",
            "  draftgate audit erase --tenant acme --keystore keys --bootstrap localhost:9092",
            "  draftgate audit erase --author ann --tenant acme --keystore keys --bootstrap localhost:9092 --json"
        })
public final class AuditEraseCommand extends DraftgateCommand {
    private final Console console;

    @Option(names = "--tenant", paramLabel = "T", description = "Only of this tenant.")
    private @Nullable String tenant;

    @Option(names = "--author", paramLabel = "A", description = "Only of this author, as requestedBy names them.")
    private @Nullable String author;

    @Mixin
    private final KeystoreOption keystoreOption = new KeystoreOption();

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    /** The command, writing to a console. */
    public AuditEraseCommand(Console console) {
        this.console = console;
    }

    private record Document(
            int keysDestroyed,
            List<Destruction> destroyed,
            @Nullable String lastCopyGoneAt,
            Map<String, @Nullable String> textGoneAt,
            long clearRecords,
            long auditRecords,
            boolean auditVerified) {}

    @Override
    protected ExitCode run() {
        if (tenant == null && author == null) {
            throw CommandException.usage("whom to erase is not said", "Name --tenant T or --author A");
        }
        FileKeystore keystore = keystoreOption.required();
        TopicCatalogue topics = catalogueOptions.catalogue();
        Map<String, Object> client = kafkaOptions.clientFor(List.of(topics.auditRecords()));
        Instant now = InstantSource.system().instant();
        List<Destruction> destroyed = keystore.destroy(Optional.ofNullable(tenant), Optional.ofNullable(author), now);
        Map<String, @Nullable String> gone = goneAt(topics, client, now);
        ClearRecords clear = new ClearRecords(Optional.ofNullable(tenant), Optional.ofNullable(author));
        Verification verification = new AuditLog(topics, client).verify((AuditEvent event) -> clear.read(event));
        print(new Document(
                destroyed.size(),
                destroyed,
                gone.containsValue(null)
                        ? null
                        : gone.values().stream().max(String::compareTo).orElse(null),
                gone,
                clear.count(),
                verification.records(),
                verification.isIntact()));
        return verification.isIntact() && clear.count() == 0 ? ExitCode.DONE : ExitCode.FOUND_WRONG;
    }

    private static Map<String, @Nullable String> goneAt(
            TopicCatalogue topics, Map<String, Object> client, Instant now) {
        Map<String, @Nullable String> gone = new TreeMap<>();
        try (TopicAdministration administration = new TopicAdministration(client)) {
            administration
                    .longestStay(topics.holdingText())
                    .forEach((topic, stay) -> gone.put(
                            topic, stay.map(now::plus).map(Instant::toString).orElse(null)));
        }
        return gone;
    }

    private void print(Document document) {
        if (json()) {
            console.json(document);
            return;
        }
        document.destroyed().forEach(key -> console.line("destroyed  " + key.keyId() + "  " + key.subject()));
        console.line(document.keysDestroyed() + " keys destroyed; "
                + (document.lastCopyGoneAt() == null
                        ? "a topic keeps its records for ever."
                        : "the last copy in another topic is gone by " + document.lastCopyGoneAt() + "."));
        if (document.clearRecords() > 0) {
            console.line(document.clearRecords()
                    + " audit records were written before there was a keystore: their text stays.");
        }
        console.line(document.auditRecords() + " audit records, "
                + (document.auditVerified() ? "the chain is intact." : "the chain is broken."));
    }
}
