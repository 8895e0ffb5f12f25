package io.draftgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChainVerifierTest {

    private static final ChainHead GENESIS = ChainHead.genesis("audit.records-0");

    private final List<ChainProblem> problems = new ArrayList<>();

    @Test
    void shouldFindNothingInAnUntouchedChain() {
        // Given
        List<ChainLink> chain = chain("a", "b", "", "c");

        // When
        ChainVerification verification = verify(GENESIS, chain);

        // Then
        assertEquals(List.of(), problems);
        assertTrue(verification.isIntact());
        assertEquals(4, verification.links());
        assertEquals(chain.get(3).head(), verification.head());
    }

    @Test
    void shouldNameTheRecordWhoseContentWasEdited() {
        // Given
        List<ChainLink> chain = chain("a", "b", "c");
        ChainLink edited = withContent(chain.get(1), "B");
        chain.set(1, edited);

        // When
        verify(GENESIS, chain);

        // Then
        Digest digest = ChainFormat.link(1, edited.previous(), edited.content());
        assertEquals(List.of(new ChainProblem.Edited("p@1", 1, digest, edited.digest())), problems);
    }

    @Test
    void shouldNameTheFirstRecordAfterOneThatWasForgedWithADigestOfItsOwn() {
        // Given
        List<ChainLink> chain = chain("a", "b", "c");
        ChainLink forged = AuditChain.append(chain.get(0).head(), new byte[] {'B'});
        Digest original = chain.set(1, forged).digest();

        // When
        verify(GENESIS, chain);

        // Then
        assertEquals(List.of(new ChainProblem.Replaced("p@2", 2, forged.digest(), original)), problems);
    }

    @Test
    void shouldNameTheRecordsThatAreMissing() {
        // Given
        List<ChainLink> chain = chain("a", "b", "c", "d", "e");
        chain.subList(1, 3).clear();

        // When
        verify(GENESIS, chain);

        // Then
        assertEquals(List.of(new ChainProblem.Missing("p@1", 1, 2)), problems);
    }

    @Test
    void shouldNameTheRecordsThatAreMissingFromTheStart() {
        // Given
        List<ChainLink> chain = chain("a", "b", "c");
        chain.remove(0);

        // When
        verify(GENESIS, chain);

        // Then
        assertEquals(List.of(new ChainProblem.Missing("p@0", 0, 0)), problems);
    }

    @Test
    void shouldAcceptAChainThatStartsAtATrustedHead() {
        // Given
        List<ChainLink> chain = chain("a", "b", "c");
        ChainLink deleted = chain.remove(0);

        // When
        verify(deleted.head(), chain);

        // Then
        assertEquals(List.of(), problems);
    }

    @Test
    void shouldNameTheRecordThatWasSwapped() {
        // Given
        List<ChainLink> chain = chain("a", "b", "c", "d");
        Collections.swap(chain, 1, 2);

        // When
        verify(GENESIS, chain);

        // Then
        assertEquals(List.of(new ChainProblem.OutOfOrder("p@2", 1, 3)), problems);
    }

    @Test
    void shouldNameTheRecordThatWasDuplicated() {
        // Given
        List<ChainLink> chain = chain("a", "b", "c");
        chain.add(2, chain.get(1));

        // When
        verify(GENESIS, chain);

        // Then
        assertEquals(List.of(new ChainProblem.Repeated("p@2", 1, 2)), problems);
    }

    @Test
    void shouldNameWhereARecordWasAdded() {
        // Given: a record with a true digest, slipped in between "a" and "b"
        List<ChainLink> chain = chain("a", "b", "c");
        ChainLink added = AuditChain.append(chain.get(0).head(), new byte[] {'x'});
        chain.add(1, added);

        // When
        verify(GENESIS, chain);

        // Then
        Digest original = chain.get(2).digest();
        assertEquals(
                List.of(
                        new ChainProblem.Repeated("p@2", 1, 2),
                        new ChainProblem.Replaced("p@3", 2, added.digest(), original)),
                problems);
    }

    @Test
    void shouldCountWhatIsNoRecordAtAll() {
        // Given
        ChainVerifier verifier = new ChainVerifier(GENESIS, problems::add);

        // When
        verifier.readUnreadable("p@0", "3 bytes, expected an Avro header");

        // Then
        assertEquals(List.of(new ChainProblem.Unreadable("p@0", "3 bytes, expected an Avro header")), problems);
        assertFalse(verifier.finish().isIntact());
    }

    @Test
    void shouldNoticeACutEndWhenTheHeadIsKnown() {
        // Given
        List<ChainLink> chain = chain("a", "b", "c");
        ChainHead head = chain.remove(2).head();
        ChainVerifier verifier = reading(GENESIS, chain);

        // When
        ChainVerification verification = verifier.finish("p", head);

        // Then
        assertFalse(verification.isIntact());
        assertEquals(List.of(new ChainProblem.WrongHead("p", head, chain.get(1).head())), problems);
    }

    @Test
    void shouldRefuseTheRecordsOfAnotherPartition() {
        // Given
        List<ChainLink> chain = chain("a", "b");

        // When
        verify(ChainHead.genesis("audit.records-1"), chain);

        // Then
        assertEquals(
                List.of("replaced"), problems.stream().map(ChainProblem::code).toList());
    }

    @Test
    void shouldFindAnyEditCutSwapOrRepetitionOfAnyChain() {
        for (long seed = 0; seed < 3_000; seed++) {
            // Given
            Random random = new Random(seed);
            List<ChainLink> original = chain(random.ints(1 + random.nextInt(12), 0, 3)
                    .mapToObj("x"::repeat)
                    .toArray(String[]::new));
            List<ChainLink> tampered = new ArrayList<>(original);
            Tampering tampering = Tampering.values()[random.nextInt(Tampering.values().length)];
            tampering.apply(tampered, random);
            problems.clear();

            // When
            ChainVerification verification = reading(GENESIS, tampered)
                    .finish("p", original.get(original.size() - 1).head());

            // Then
            assertEquals(
                    tampered.equals(original), verification.isIntact(), "seed " + seed + ", " + tampering + problems);
        }
    }

    @Test
    void shouldStayFlatHoweverManyRecordsAreMissing() {
        // Given: every second one of 10,000 records
        List<ChainLink> chain = chain(Stream.generate(() -> "x").limit(10_000).toArray(String[]::new));
        List<ChainLink> shredded =
                chain.stream().filter(link -> link.index() % 2 == 0).toList();

        // When
        verify(GENESIS, shredded);

        // Then
        assertEquals(4_999, problems.size());
        assertEquals(new ChainProblem.Missing("p@1", 1, 1), problems.get(0));
    }

    private enum Tampering {
        NOTHING {
            @Override
            void apply(List<ChainLink> chain, Random random) {
                // An untouched chain must verify, or the other cases prove nothing.
            }
        },
        EDIT_CONTENT {
            @Override
            void apply(List<ChainLink> chain, Random random) {
                int at = random.nextInt(chain.size());
                chain.set(at, withContent(chain.get(at), "y".repeat(random.nextInt(3)) + "z"));
            }
        },
        EDIT_INDEX {
            @Override
            void apply(List<ChainLink> chain, Random random) {
                int at = random.nextInt(chain.size());
                ChainLink link = chain.get(at);
                long index = random.nextBoolean() ? random.nextInt(12) : random.nextLong();
                chain.set(at, new ChainLink(index, link.previous(), link.content(), link.digest()));
            }
        },
        EDIT_PREVIOUS {
            @Override
            void apply(List<ChainLink> chain, Random random) {
                int at = random.nextInt(chain.size());
                ChainLink link = chain.get(at);
                chain.set(
                        at,
                        new ChainLink(link.index(), flipped(link.previous(), random), link.content(), link.digest()));
            }
        },
        EDIT_DIGEST {
            @Override
            void apply(List<ChainLink> chain, Random random) {
                int at = random.nextInt(chain.size());
                ChainLink link = chain.get(at);
                chain.set(
                        at,
                        new ChainLink(link.index(), link.previous(), link.content(), flipped(link.digest(), random)));
            }
        },
        FORGE {
            @Override
            void apply(List<ChainLink> chain, Random random) {
                int at = random.nextInt(chain.size());
                ChainHead before = at == 0 ? GENESIS : chain.get(at - 1).head();
                chain.set(at, AuditChain.append(before, new byte[] {(byte) random.nextInt()}));
            }
        },
        CUT {
            @Override
            void apply(List<ChainLink> chain, Random random) {
                int from = random.nextInt(chain.size());
                chain.subList(from, from + 1 + random.nextInt(chain.size() - from))
                        .clear();
            }
        },
        SWAP {
            @Override
            void apply(List<ChainLink> chain, Random random) {
                Collections.swap(chain, random.nextInt(chain.size()), random.nextInt(chain.size()));
            }
        },
        REPEAT {
            @Override
            void apply(List<ChainLink> chain, Random random) {
                chain.add(random.nextInt(chain.size() + 1), chain.get(random.nextInt(chain.size())));
            }
        },
        SHUFFLE {
            @Override
            void apply(List<ChainLink> chain, Random random) {
                Collections.shuffle(chain, random);
            }
        };

        abstract void apply(List<ChainLink> chain, Random random);

        private static Digest flipped(Digest digest, Random random) {
            byte[] bytes = digest.bytes();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            return new Digest(bytes);
        }
    }

    private static List<ChainLink> chain(String... contents) {
        List<ChainLink> chain = new ArrayList<>();
        ChainHead head = GENESIS;
        for (String content : contents) {
            ChainLink link = AuditChain.append(head, content.getBytes(StandardCharsets.UTF_8));
            chain.add(link);
            head = link.head();
        }
        return chain;
    }

    private static ChainLink withContent(ChainLink link, String content) {
        return new ChainLink(link.index(), link.previous(), content.getBytes(StandardCharsets.UTF_8), link.digest());
    }

    private ChainVerification verify(ChainHead start, List<ChainLink> chain) {
        return reading(start, chain).finish();
    }

    private ChainVerifier reading(ChainHead start, List<ChainLink> chain) {
        ChainVerifier verifier = new ChainVerifier(start, problems::add);
        for (int i = 0; i < chain.size(); i++) {
            verifier.read("p@" + i, chain.get(i));
        }
        return verifier;
    }
}
