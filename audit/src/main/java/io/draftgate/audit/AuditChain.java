package io.draftgate.audit;

/**
 * The writer's side of a chain. A chain MUST have exactly one writer at a time, and a link counts as written only when it
 * is durable together with the head it leads to; both are the caller's to guarantee, in one transaction.
 *
 * <pre>{@code
 * ChainHead head = ChainHead.genesis("audit.records-0");
 * ChainLink link = AuditChain.append(head, content);
 * head = link.head();
 * }</pre>
 */
public final class AuditChain {

    private AuditChain() {}

    /** Binds a record to the end of a chain. */
    public static ChainLink append(ChainHead head, byte[] content) {
        Digest digest = ChainFormat.link(head.length(), head.digest(), content);
        return new ChainLink(head.length(), head.digest(), content, digest);
    }
}
