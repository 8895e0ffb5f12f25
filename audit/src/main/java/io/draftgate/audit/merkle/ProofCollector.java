package io.draftgate.audit.merkle;

import io.draftgate.audit.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Picks the hashes of a proof out of one reading of the log. Keeps a few hashes a level. Confined to one thread.
 *
 * <pre>{@code
 * ProofCollector proof = ProofCollector.inclusion(17, 100);
 * TreeReader reader = new TreeReader(proof);
 * entries.forEach(reader::read);
 * List<Digest> path = proof.path();
 * }</pre>
 */
public final class ProofCollector implements TreeReader.Listener {
    private final List<Span> spans;
    private final Set<Span.Subtree> wanted = new HashSet<>();
    private final Map<Span.Subtree, Digest> found = new HashMap<>();

    private ProofCollector(List<Span> spans) {
        this.spans = spans;
        spans.forEach(span -> wanted.addAll(span.subtrees()));
    }

    /**
     * For the path of one entry to the root, RFC 9162, section 2.1.3.1.
     *
     * @throws IllegalArgumentException unless 0 &lt;= index &lt; size
     */
    public static ProofCollector inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index is " + index + ", expected 0 to " + (size - 1));
        }
        List<Span> path = new ArrayList<>();
        Span span = new Span(0, size);
        while (!span.isOneEntry()) {
            boolean isLeft = index < span.middle();
            path.add(0, isLeft ? span.right() : span.left());
            span = isLeft ? span.left() : span.right();
        }
        return new ProofCollector(path);
    }

    /**
     * For the proof that a tree continues an older one, RFC 9162, section 2.1.4.1.
     *
     * @throws IllegalArgumentException unless 0 &lt; oldSize &lt;= newSize
     */
    public static ProofCollector consistency(long oldSize, long newSize) {
        if (oldSize < 1 || oldSize > newSize) {
            throw new IllegalArgumentException("old size is " + oldSize + ", expected 1 to " + newSize);
        }
        List<Span> path = new ArrayList<>();
        Span span = new Span(0, newSize);
        while (oldSize < span.end()) {
            boolean isLeft = oldSize <= span.middle();
            path.add(0, isLeft ? span.right() : span.left());
            span = isLeft ? span.left() : span.right();
        }
        if (span.begin() > 0) {
            // Otherwise the old root itself is meant, and whoever checks the proof has it.
            path.add(0, span);
        }
        return new ProofCollector(path);
    }

    @Override
    public void completed(int level, long index, Digest hash) {
        Span.Subtree subtree = new Span.Subtree(level, index);
        if (wanted.contains(subtree)) {
            found.put(subtree, hash);
        }
    }

    /**
     * The hashes of the proof, in their order.
     *
     * @throws IllegalStateException if the log that was read is shorter than the size asked for
     */
    public List<Digest> path() {
        if (found.size() < wanted.size()) {
            throw new IllegalStateException("the log was read before it had all entries of the proof");
        }
        return spans.stream().map(span -> span.hash(this::hash)).toList();
    }

    private Digest hash(Span.Subtree subtree) {
        Digest hash = found.get(subtree);
        if (hash == null) {
            throw new IllegalStateException("no hash of " + subtree);
        }
        return hash;
    }
}
