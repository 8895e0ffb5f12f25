package io.draftgate.cli.release;

import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.erasure.KeystoreOption;
import io.draftgate.schemas.TopicCatalogue;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** The options that say which audit log is read, and with which keys. */
public final class LogOptions {
    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogue = new CatalogueOptions();

    @Mixin
    private final KeystoreOption keystore = new KeystoreOption();

    /** The topics that are meant. */
    public TopicCatalogue topics() {
        return catalogue.catalogue();
    }

    /** How to reach the brokers, once they have answered. */
    public Map<String, Object> client() {
        return kafka.clientFor(List.of(topics().auditRecords(), topics().gates()));
    }

    /** The log. */
    public OpenedLog open() {
        return new OpenedLog(topics(), client(), keystore.sealing());
    }
}
