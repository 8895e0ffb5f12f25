package io.draftgate.cli.audit;

import io.draftgate.cli.command.CommandException;
import io.draftgate.schemas.TopicCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checkpoints and proofs of a log as texts, for a report that goes elsewhere. Immutable. */
public final class LogProofs {
    private final TopicCatalogue topics;
    private final Map<String, Object> client;

    /** @param client how to reach the brokers */
    public LogProofs(TopicCatalogue topics, Map<String, Object> client) {
        this.topics = topics;
        this.client = Map.copyOf(client);
    }

    /** The newest checkpoint of each chain that has one, as signed notes. */
    public List<String> checkpoints() {
        try (TopicReader reader = new TopicReader(client)) {
            return ChainPartition.all(reader, topics).stream()
                    .flatMap(chain -> LogReading.newest(chain).stream())
                    .map(Object::toString)
                    .toList();
        }
    }

    /** The proof that a record is under the newest checkpoint of its chain; empty if none covers it yet, or the log is broken. */
    public Optional<String> inclusion(String chainName, long index) {
        try (TopicReader reader = new TopicReader(client)) {
            return ChainPartition.all(reader, topics).stream()
                    .filter(chain -> chain.name().equals(chainName))
                    .findFirst()
                    .map(chain -> LogProver.inclusion(chain, Evidence.NONE, index, true)
                            .text());
        } catch (CommandException notCovered) {
            return Optional.empty();
        }
    }
}
