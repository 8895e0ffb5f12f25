package io.draftgate.audit.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.audit.Digest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every proof of every tree of up to 40 entries, right and wrong. */
class ProofTest {
    private static final int LARGEST = 40;

    @Test
    void shouldProveEveryEntryAndNoOther() {
        for (int size = 1; size <= LARGEST; size++) {
            for (int index = 0; index < size; index++) {
                InclusionProof proof = inclusion(index, size);

                for (int other = 0; other < size; other++) {
                    assertEquals(other == index, proof.proves(entry(other), root(size)), index + " of " + size);
                }
            }
        }
    }

    @Test
    void shouldRefuseAnInclusionProofWithAHashMoreOrLessOrChanged() {
        for (int size = 2; size <= LARGEST; size++) {
            for (int index = 0; index < size; index++) {
                for (List<Digest> wrong : spoilt(inclusion(index, size).path())) {
                    assertFalse(new InclusionProof(index, size, wrong).proves(entry(index), root(size)));
                }
            }
        }
    }

    @Test
    void shouldProveThatEveryTreeContinuesEveryEarlierOne() {
        for (int newSize = 1; newSize <= LARGEST; newSize++) {
            for (int oldSize = 1; oldSize <= newSize; oldSize++) {
                assertTrue(consistency(oldSize, newSize).proves(root(oldSize), root(newSize)));
            }
        }
    }

    @Test
    void shouldRefuseAConsistencyProofOfAnotherPastOrWithAHashChanged() {
        for (int newSize = 2; newSize <= LARGEST; newSize++) {
            for (int oldSize = 1; oldSize < newSize; oldSize++) {
                ConsistencyProof proof = consistency(oldSize, newSize);

                assertFalse(proof.proves(TreeHash.leaf(new byte[] {99}), root(newSize)));
                assertFalse(proof.proves(root(oldSize), TreeHash.leaf(new byte[] {99})));
                for (List<Digest> wrong : spoilt(proof.path())) {
                    assertFalse(new ConsistencyProof(oldSize, newSize, wrong).proves(root(oldSize), root(newSize)));
                }
            }
        }
    }

    @Test
    void shouldCarryTheFrontierThroughItsBytes() {
        Frontier frontier = Frontier.EMPTY;
        for (int size = 0; size <= LARGEST; size++) {
            Frontier copy = Frontier.fromBytes(frontier.toBytes());

            assertEquals(frontier, copy);
            assertEquals(root(size), copy.root());
            frontier = copy.append(entry(size));
        }
        assertThrows(IllegalArgumentException.class, () -> Frontier.fromBytes(new byte[8 + 31]));
        assertThrows(IllegalArgumentException.class, () -> new Frontier(3, List.of()));
    }

    @Test
    void shouldSayWhatWasAskedForInVain() {
        assertThrows(IllegalArgumentException.class, () -> ProofCollector.inclusion(5, 5));
        assertThrows(IllegalArgumentException.class, () -> ProofCollector.consistency(0, 5));
        assertThrows(
                IllegalStateException.class,
                () -> ProofCollector.inclusion(0, 5).path());
    }

    /** The path with a hash less, a hash more, and each hash in turn replaced. */
    private static List<List<Digest>> spoilt(List<Digest> path) {
        List<List<Digest>> all = new ArrayList<>();
        Digest stranger = TreeHash.leaf(new byte[] {77});
        List<Digest> longer = new ArrayList<>(path);
        longer.add(stranger);
        all.add(longer);
        for (int i = 0; i < path.size(); i++) {
            List<Digest> shorter = new ArrayList<>(path);
            shorter.remove(i);
            all.add(shorter);
            List<Digest> changed = new ArrayList<>(path);
            changed.set(i, stranger);
            all.add(changed);
        }
        return all;
    }

    private static InclusionProof inclusion(int index, int size) {
        ProofCollector collector = ProofCollector.inclusion(index, size);
        read(new TreeReader(collector), size);
        return new InclusionProof(index, size, collector.path());
    }

    private static ConsistencyProof consistency(int oldSize, int newSize) {
        ProofCollector collector = ProofCollector.consistency(oldSize, newSize);
        read(new TreeReader(collector), newSize);
        return new ConsistencyProof(oldSize, newSize, collector.path());
    }

    private static Digest root(int size) {
        return read(new TreeReader(), size).root();
    }

    private static TreeReader read(TreeReader reader, int size) {
        for (int i = 0; i < size; i++) {
            reader.read(entry(i));
        }
        return reader;
    }

    private static byte[] entry(int number) {
        return new byte[] {(byte) number};
    }
}
