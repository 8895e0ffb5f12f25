package io.draftgate.index;

import io.draftgate.schemas.TopicCatalogue;
import java.util.Map;

/** A feed in a process of its own, to be killed. */
final class FeedProcess {
    private FeedProcess() {}

    /** Arguments: bootstrap servers and database. */
    public static void main(String[] arguments) throws Exception {
        TopicCatalogue topics = TopicCatalogue.standard();
        try (AuditIndex index = AuditIndex.open(DatabaseAddress.of(arguments[1]));
                IndexFeed feed = new IndexFeed(
                        index,
                        topics.auditRecords(),
                        Map.of("bootstrap.servers", arguments[0], "max.partition.fetch.bytes", 20_000),
                        EventOpener.unsealed())) {
            feed.start();
            throw new IllegalStateException("the feed ended", feed.failure().get());
        }
    }
}
