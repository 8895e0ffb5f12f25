package io.draftgate.cli.pipeline;

import io.draftgate.cli.audit.DatabaseOption;
import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.erasure.KeystoreOption;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.IndexFeed;
import io.draftgate.schemas.TopicCatalogue;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate run index}. */
@Command(
        name = "index",
        description =
                "Read the audit log into a database that 'audit search' and the review console ask. The database can be "
                        + "thrown away: it is read from the topic anew.",
        footer = {
            "",
            "Examples:",
            "  draftgate run index --bootstrap localhost:9092 --database audit.db",
            "  draftgate run index --bootstrap kafka:9092 --database 'jdbc:postgresql://db/audit?user=draftgate'"
        })
final class RunIndexCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final KeystoreOption keystoreOption = new KeystoreOption();

    @Mixin
    private final DatabaseOption databaseOption = new DatabaseOption();

    @Mixin
    private final ReadyFile readyFile = new ReadyFile();

    RunIndexCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() throws Exception {
        TopicCatalogue topics = catalogueOptions.catalogue();
        try (AuditIndex index = databaseOption.open();
                IndexFeed feed = new IndexFeed(
                        index,
                        topics.auditRecords(),
                        kafkaOptions.clientFor(List.of(topics.auditRecords())),
                        keystoreOption.opener())) {
            feed.start();
            console.notice("Indexing. Ctrl-C stops.");
            readyFile.createWhen(feed.current());
            return UntilInterrupted.serve(console, "the index", feed.failure());
        } finally {
            readyFile.remove();
        }
    }
}
