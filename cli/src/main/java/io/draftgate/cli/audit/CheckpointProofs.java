package io.draftgate.cli.audit;

import io.draftgate.audit.checkpoint.Checkpoint;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.ChainStep;
import io.draftgate.index.Story;
import io.draftgate.review.Proofs;
import io.draftgate.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the links of a story are in the Merkle tree of a signed checkpoint, from the digests that the index holds. A tree is
 * read once and grows from there. Thread-safe.
 */
public final class CheckpointProofs implements Proofs {
    private static final String NAME = "Merkle inclusion";

    /** A new checkpoint is looked for no more often. */
    private static final long NANOS_BETWEEN_LOOKS = Duration.ofSeconds(10).toNanos();

    private final AuditIndex index;
    private final TopicCatalogue topics;
    private final Map<String, Object> client;
    private final Map<Integer, IndexedTree> trees = new HashMap<>();
    private Map<Integer, SignedCheckpoint> newest = Map.of();
    private long lastLookNanos = System.nanoTime() - NANOS_BETWEEN_LOOKS;

    /** @param client how to reach the brokers: {@code bootstrap.servers}, security */
    public CheckpointProofs(AuditIndex index, TopicCatalogue topics, Map<String, Object> client) {
        this.index = index;
        this.topics = topics;
        this.client = Map.copyOf(client);
    }

    @Override
    public synchronized List<Proof> of(Story story) {
        lookForCheckpoints();
        return List.of(inclusion(story));
    }

    private void lookForCheckpoints() {
        if (System.nanoTime() - lastLookNanos < NANOS_BETWEEN_LOOKS) {
            return;
        }
        lastLookNanos = System.nanoTime();
        Map<Integer, SignedCheckpoint> found = new HashMap<>();
        try (TopicReader reader = new TopicReader(client)) {
            for (ChainPartition chain : ChainPartition.all(reader, topics)) {
                LogReading.newest(chain).ifPresent(checkpoint -> found.put(chain.number(), checkpoint));
            }
        }
        newest = found;
    }

    private Proof inclusion(Story story) {
        for (ChainStep step : story.steps()) {
            Optional<Proof> objection = objection(step.chain());
            if (objection.isPresent()) {
                return objection.get();
            }
        }
        return new Proof(
                NAME,
                Status.HOLDS,
                "All links are in the tree of the newest signed checkpoint; 'draftgate audit prove' prints the proof.");
    }

    private Optional<Proof> objection(ChainStep.ChainPlace place) {
        SignedCheckpoint signed = newest.get(place.partition());
        if (signed == null) {
            return Optional.of(new Proof(NAME, Status.OPEN, "No checkpoint of this partition has been signed."));
        }
        Checkpoint checkpoint = signed.checkpoint();
        if (place.index() >= checkpoint.size()) {
            return Optional.of(new Proof(
                    NAME, Status.OPEN, "The newest checkpoint does not yet cover link " + place.index() + "."));
        }
        IndexedTree tree = trees.get(place.partition());
        if (tree == null || tree.size() > checkpoint.size()) {
            tree = new IndexedTree(index, place.partition());
            trees.put(place.partition(), tree);
        }
        return tree.leadsTo(checkpoint)
                ? Optional.empty()
                : Optional.of(new Proof(
                        NAME,
                        Status.FAILS,
                        "The links in the index do not lead to the root of the checkpoint of " + checkpoint.size()
                                + " records; run 'draftgate audit verify'."));
    }
}
