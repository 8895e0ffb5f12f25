package io.draftgate.audit;

/**
 * What a {@link ChainVerifier} saw in all. Immutable.
 *
 * @param links number of links read
 * @param problems number of problems reported
 * @param head where the chain ends, by its own account
 */
public record ChainVerification(long links, long problems, ChainHead head) {

    /** Whether the chain is what its writer wrote. */
    public boolean isIntact() {
        return problems == 0;
    }
}
