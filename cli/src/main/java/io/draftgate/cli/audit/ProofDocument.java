package io.draftgate.cli.audit;

import io.draftgate.audit.Digest;
import io.draftgate.audit.checkpoint.GrowthProof;
import io.draftgate.audit.checkpoint.TlogProof;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof as it is printed.
 *
 * @param index of the record, for a proof of inclusion
 * @param entry what stands for the record in the tree, in hexadecimal digits
 * @param oldSize for a proof of consistency
 * @param path hashes in hexadecimal digits
 * @param text the proof as C2SP has it
 */
record ProofDocument(
        String kind,
        String origin,
        @Nullable Long index,
        @Nullable String entry,
        @Nullable Long oldSize,
        long size,
        String root,
        List<String> path,
        String text) {
    static ProofDocument of(TlogProof proof, byte[] entry) {
        return new ProofDocument(
                "inclusion",
                proof.checkpoint().checkpoint().origin(),
                proof.index(),
                new Digest(entry).hex(),
                null,
                proof.checkpoint().checkpoint().size(),
                proof.checkpoint().checkpoint().root().hex(),
                proof.path().stream().map(Digest::hex).toList(),
                proof.toString());
    }

    static ProofDocument of(GrowthProof proof) {
        return new ProofDocument(
                "consistency",
                proof.checkpoint().checkpoint().origin(),
                null,
                null,
                proof.oldSize(),
                proof.checkpoint().checkpoint().size(),
                proof.checkpoint().checkpoint().root().hex(),
                proof.path().stream().map(Digest::hex).toList(),
                proof.toString());
    }
}
