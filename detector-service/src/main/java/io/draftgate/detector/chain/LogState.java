package io.draftgate.detector.chain;

import io.draftgate.audit.ChainHead;
import io.draftgate.audit.ChainLink;
import io.draftgate.audit.merkle.Frontier;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Where the log of a task's partition ends: the head of its chain, the frontier of its tree, and how much of it a checkpoint
 * covers. Durable in the transaction that forwards what leads to it. Confined to the stream thread.
 */
final class LogState {
    private static final String HEAD = "head";
    private static final String FRONTIER = "frontier";
    private static final String COVERED = "covered";

    private final KeyValueStore<String, byte[]> store;
    private final ChainHead genesis;

    LogState(KeyValueStore<String, byte[]> store, String chainName) {
        this.store = store;
        genesis = ChainHead.genesis(chainName);
    }

    ChainHead genesis() {
        return genesis;
    }

    ChainHead head() {
        return Optional.ofNullable(store.get(HEAD)).map(ChainHead::fromBytes).orElse(genesis);
    }

    Frontier frontier() {
        return Optional.ofNullable(store.get(FRONTIER)).map(Frontier::fromBytes).orElse(Frontier.EMPTY);
    }

    /** How many records the last checkpoint covers. */
    long covered() {
        byte[] covered = store.get(COVERED);
        return covered == null ? 0 : ByteBuffer.wrap(covered).getLong();
    }

    void append(ChainLink link) {
        store.put(FRONTIER, frontier().append(link.entry()).toBytes());
        store.put(HEAD, link.head().toBytes());
    }

    /** Puts a frontier in place that an older version did not keep. */
    void frontier(Frontier frontier) {
        store.put(FRONTIER, frontier.toBytes());
    }

    void covered(long size) {
        store.put(COVERED, ByteBuffer.allocate(Long.BYTES).putLong(size).array());
    }
}
