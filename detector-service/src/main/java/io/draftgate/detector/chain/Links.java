package io.draftgate.detector.chain;

import io.draftgate.audit.ChainHead;
import io.draftgate.audit.ChainLink;
import io.draftgate.audit.Digest;
import io.draftgate.schemas.event.AuditRecord;
import java.nio.ByteBuffer;

/** Links of a chain as records of the topic. */
final class Links {
    private Links() {}

    static AuditRecord record(ChainLink link) {
        return AuditRecord.newBuilder()
                .setIndex(link.index())
                .setPreviousDigest(ByteBuffer.wrap(link.previous().bytes()))
                .setEvent(ByteBuffer.wrap(link.content()))
                .setDigest(ByteBuffer.wrap(link.digest().bytes()))
                .build();
    }

    /** The head of a chain that ends with a record. */
    static ChainHead head(AuditRecord record) {
        return new ChainHead(record.getIndex() + 1, new Digest(bytes(record.getDigest())));
    }

    /** What stands for a record in the Merkle tree. */
    static byte[] entry(AuditRecord record) {
        return bytes(record.getDigest());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
