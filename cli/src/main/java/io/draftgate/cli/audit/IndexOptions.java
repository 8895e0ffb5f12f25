package io.draftgate.cli.audit;

import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.erasure.KeystoreOption;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.IndexFeed;
import io.draftgate.schemas.TopicCatalogue;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;

/** The options of commands that ask the audit index, and may bring it up to date first. */
final class IndexOptions {
    @Mixin
    private final DatabaseOption databaseOption = new DatabaseOption();

    @ArgGroup(
            exclusive = false,
            multiplicity = "0..1",
            heading = "To bring the index up to date first, where no 'draftgate run index' does:%n")
    private @Nullable KafkaOptions kafkaOptions;

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final KeystoreOption keystoreOption = new KeystoreOption();

    /** Opens the index; if a Kafka is named, making it where there is none, and holding all that is in the topic now. */
    AuditIndex open() throws IOException, InterruptedException, ExecutionException {
        if (kafkaOptions == null) {
            return databaseOption.openExisting();
        }
        AuditIndex index = databaseOption.open();
        try {
            bringUpToDate(index, kafkaOptions);
            return index;
        } catch (InterruptedException | ExecutionException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    private void bringUpToDate(AuditIndex index, KafkaOptions kafka) throws InterruptedException, ExecutionException {
        TopicCatalogue topics = catalogueOptions.catalogue();
        try (IndexFeed feed = new IndexFeed(
                index,
                topics.auditRecords(),
                kafka.clientFor(List.of(topics.auditRecords())),
                keystoreOption.opener())) {
            feed.start();
            feed.current().get();
        }
    }
}
