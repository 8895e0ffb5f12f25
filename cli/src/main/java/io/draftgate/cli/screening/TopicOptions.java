package io.draftgate.cli.screening;

import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.CommandException;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.DraftScreened;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that let a pipeline's own drafts and its reviewers' decisions be learned from. */
final class TopicOptions {

    @Option(
            names = "--from-topic",
            description =
                    "Take the drafts that a pipeline has screened, from its topics; --bootstrap says where they are.")
    private boolean fromTopic;

    @ArgGroup(exclusive = false)
    private @Nullable KafkaOptions kafka;

    @Mixin
    private final CatalogueOptions catalogue = new CatalogueOptions();

    boolean isAsked() {
        return fromTopic;
    }

    /** All drafts screened so far; none unless they are asked for. */
    List<DraftScreened> read() {
        if (!fromTopic) {
            return List.of();
        }
        if (kafka == null) {
            throw CommandException.usage("--from-topic needs --bootstrap HOST:PORT", "Say where Kafka listens");
        }
        TopicCatalogue topics = catalogue.catalogue();
        List<Topic<DraftScreened>> drafts = List.of(topics.published(), topics.review(), topics.blocked());
        Map<String, Object> client = kafka.clientFor(drafts);
        return ScreenedDrafts.read(drafts, client);
    }
}
