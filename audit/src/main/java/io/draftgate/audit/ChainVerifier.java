package io.draftgate.audit;

import java.util.function.Consumer;

/**
 * Reads the links of one chain in the order in which they are stored, recomputes every digest and reports what does not fit.
 * Problems go to a listener as soon as they are certain; a record that is missing is certain only at the end, because it may
 * have been moved. Memory is flat, however long the chain. Confined to one thread.
 *
 * <pre>{@code
 * ChainVerifier verifier = new ChainVerifier(ChainHead.genesis("audit.records-0"), problem -> print(problem.message()));
 * links.forEach(link -> verifier.read("audit.records-0@" + link.offset(), link));
 * boolean intact = verifier.finish().isIntact();
 * }</pre>
 */
public final class ChainVerifier {

    private final Consumer<ChainProblem> listener;
    private final Gaps gaps = new Gaps();
    private ChainHead head;
    private long links;
    private long problems;

    /**
     * A verifier of what follows a head that is trusted.
     *
     * @param start the genesis of the chain, or, where older records were deleted, the head at which they ended
     * @param listener is called with every problem, on the caller's thread
     */
    public ChainVerifier(ChainHead start, Consumer<ChainProblem> listener) {
        this.head = start;
        this.listener = listener;
    }

    /**
     * Reads the next link.
     *
     * @param position where it is stored, for messages, e.g. {@code audit.records-0@17}
     */
    public void read(String position, ChainLink link) {
        links++;
        Digest digest = ChainFormat.link(link.index(), link.previous(), link.content());
        if (!digest.equals(link.digest())) {
            report(new ChainProblem.Edited(position, link.index(), digest, link.digest()));
            skipEdited(link);
        } else if (link.index() < head.length()) {
            readEarlier(position, link);
        } else {
            readNext(position, link);
        }
    }

    /** Nothing an edited link says can be trusted, save that its neighbours are bound to the digest it claims. */
    private void skipEdited(ChainLink link) {
        if (link.index() == head.length() || link.previous().equals(head.digest())) {
            head = new ChainHead(head.length() + 1, link.digest());
        }
    }

    private void readEarlier(String position, ChainLink link) {
        report(
                gaps.close(link.index())
                        ? new ChainProblem.OutOfOrder(position, link.index(), head.length())
                        : new ChainProblem.Repeated(position, link.index(), head.length()));
    }

    private void readNext(String position, ChainLink link) {
        if (link.index() > head.length()) {
            gaps.open(head.length(), link.index() - 1, position)
                    .map(Gaps.Gap::asMissing)
                    .ifPresent(this::report);
        } else if (!link.previous().equals(head.digest())) {
            report(new ChainProblem.Replaced(position, link.index(), head.digest(), link.previous()));
        }
        head = link.head();
    }

    /** Tells that something is stored at a position which is no link. */
    public void readUnreadable(String position, String reason) {
        report(new ChainProblem.Unreadable(position, reason));
    }

    /** Ends the reading where nobody recorded the head: records cut off the end are not noticed. */
    public ChainVerification finish() {
        for (Gaps.Gap gap : gaps.all()) {
            report(gap.asMissing());
        }
        return new ChainVerification(links, problems, head);
    }

    /**
     * Ends the reading of a chain whose head was recorded elsewhere.
     *
     * @param position names the chain in the message if it ends elsewhere
     */
    public ChainVerification finish(String position, ChainHead expected) {
        if (!head.equals(expected)) {
            report(new ChainProblem.WrongHead(position, expected, head));
        }
        return finish();
    }

    private void report(ChainProblem problem) {
        problems++;
        listener.accept(problem);
    }
}
