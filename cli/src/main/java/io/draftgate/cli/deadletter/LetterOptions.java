package io.draftgate.cli.deadletter;

import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** Which pipeline's dead letters are meant. */
final class LetterOptions {
    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    TopicCatalogue topics() {
        return catalogueOptions.catalogue();
    }

    /** How to reach the brokers, once they have answered that the topics are there. */
    Map<String, Object> client() {
        TopicCatalogue topics = topics();
        List<Topic<?>> needed = new ArrayList<>(topics.deadLetters());
        needed.add(topics.deadLetterSettlements());
        needed.add(topics.auditEvents());
        return kafkaOptions.clientFor(needed);
    }
}
