package io.draftgate.cli.audit;

import io.draftgate.audit.ChainLink;
import io.draftgate.audit.checkpoint.Checkpoint;
import io.draftgate.audit.checkpoint.GrowthProof;
import io.draftgate.audit.checkpoint.SignedCheckpoint;
import io.draftgate.audit.checkpoint.TlogProof;
import io.draftgate.audit.merkle.ProofCollector;
import io.draftgate.cli.command.CommandException;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes proofs out of one reading of a log. */
final class LogProver {
    private static final EventSerde<AuditRecord> RECORDS = EventSerde.of(AuditRecord.class);

    private LogProver() {}

    /**
     * Proves that a record is in the tree of a checkpoint that was kept or, if none was, of the newest one.
     *
     * @throws CommandException if the checkpoint does not cover the record
     */
    static ProofDocument inclusion(ChainPartition chain, Evidence evidence, long index, boolean withRecord) {
        SignedCheckpoint checkpoint = evidence.kept().stream()
                .filter(kept -> kept.checkpoint().chainName().equals(chain.name()))
                .findFirst()
                .or(() -> LogReading.newest(chain))
                .orElseThrow(() -> LogReading.noCheckpoint(chain.name()));
        long size = checkpoint.checkpoint().size();
        if (index < 0 || index >= size) {
            throw CommandException.couldNotRun(
                    "not-covered",
                    chain.name() + ": the checkpoint covers " + size + " records, record " + index
                            + " is not among them",
                    "Name another index, or wait for the next checkpoint");
        }
        ProofCollector collector = ProofCollector.inclusion(index, size);
        List<ChainLink> proved = new ArrayList<>();
        LogReading.upTo(checkpoint, chain, collector, link -> {
            if (link.index() == index) {
                proved.add(link);
            }
        });
        ChainLink link = proved.get(0);
        Optional<ByteBuffer> extra = withRecord ? Optional.of(ByteBuffer.wrap(encoded(link))) : Optional.empty();
        return ProofDocument.of(new TlogProof(extra, index, collector.path(), checkpoint), link.entry());
    }

    /** Proves that the newest checkpoint of each chain continues the one that was kept. */
    static List<ProofDocument> consistency(List<ChainPartition> chains, Evidence evidence) {
        if (evidence.kept().isEmpty()) {
            throw CommandException.usage(
                    "since when the log only grew is not said", "Name it, e.g. --checkpoint monday.txt");
        }
        List<ProofDocument> proofs = new ArrayList<>();
        for (ChainPartition chain : chains) {
            evidence.kept().stream()
                    .map(SignedCheckpoint::checkpoint)
                    .filter(kept -> kept.chainName().equals(chain.name()) && kept.size() > 0)
                    .map(kept -> growth(chain, kept))
                    .forEach(proofs::add);
        }
        return proofs;
    }

    private static ProofDocument growth(ChainPartition chain, Checkpoint old) {
        SignedCheckpoint newest = LogReading.newest(chain).orElseThrow(() -> LogReading.noCheckpoint(chain.name()));
        if (newest.checkpoint().size() < old.size()) {
            throw CommandException.couldNotRun(
                    "truncated",
                    chain.name() + ": the newest checkpoint covers "
                            + newest.checkpoint().size() + " records, the one that was kept " + old.size(),
                    "Run 'draftgate audit verify --checkpoint FILE'");
        }
        ProofCollector collector =
                ProofCollector.consistency(old.size(), newest.checkpoint().size());
        LogReading.upTo(newest, chain, collector, link -> {});
        return ProofDocument.of(new GrowthProof(old.size(), collector.path(), newest));
    }

    private static byte[] encoded(ChainLink link) {
        return RECORDS.encode(AuditRecord.newBuilder()
                .setIndex(link.index())
                .setPreviousDigest(ByteBuffer.wrap(link.previous().bytes()))
                .setEvent(ByteBuffer.wrap(link.content()))
                .setDigest(ByteBuffer.wrap(link.digest().bytes()))
                .build());
    }
}
