package io.draftgate.audit.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.audit.Digest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The eight entries, roots and paths that Certificate Transparency's own tests have published since 2013. */
class PublishedTreeTest {
    private static final List<byte[]> ENTRIES = List.of(
            hex(""),
            hex("00"),
            hex("10"),
            hex("2021"),
            hex("3031"),
            hex("40414243"),
            hex("5051525354555657"),
            hex("606162636465666768696a6b6c6d6e6f"));

    private static final List<Digest> ROOTS = digests(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void shouldHashNothingAsPublished() {
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                Frontier.EMPTY.root().hex());
        assertEquals(Frontier.EMPTY.root(), new TreeReader().root());
    }

    @Test
    void shouldHaveThePublishedRootAtEverySize() {
        Frontier written = Frontier.EMPTY;
        TreeReader read = new TreeReader();
        for (int size = 1; size <= ENTRIES.size(); size++) {
            written = written.append(ENTRIES.get(size - 1));
            read.read(ENTRIES.get(size - 1));

            assertEquals(ROOTS.get(size - 1), written.root());
            assertEquals(ROOTS.get(size - 1), read.root());
        }
    }

    @Test
    void shouldFindThePublishedInclusionPaths() {
        assertInclusion(
                0,
                8,
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertInclusion(
                5,
                8,
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertInclusion(2, 3, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assertInclusion(
                1,
                5,
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    @Test
    void shouldFindThePublishedConsistencyPaths() {
        assertConsistency(1, 1);
        assertConsistency(
                1,
                8,
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertConsistency(
                6,
                8,
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertConsistency(
                2,
                5,
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");
    }

    private static void assertInclusion(int index, int size, String... published) {
        ProofCollector collector = ProofCollector.inclusion(index, size);
        read(collector, size);

        assertEquals(digests(published), collector.path());
        InclusionProof proof = new InclusionProof(index, size, digests(published));
        assertTrue(proof.proves(ENTRIES.get(index), ROOTS.get(size - 1)));
    }

    private static void assertConsistency(int oldSize, int newSize, String... published) {
        ProofCollector collector = ProofCollector.consistency(oldSize, newSize);
        read(collector, newSize);

        assertEquals(digests(published), collector.path());
        ConsistencyProof proof = new ConsistencyProof(oldSize, newSize, digests(published));
        assertTrue(proof.proves(ROOTS.get(oldSize - 1), ROOTS.get(newSize - 1)));
    }

    private static void read(ProofCollector collector, int size) {
        TreeReader reader = new TreeReader(collector);
        ENTRIES.subList(0, size).forEach(reader::read);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static List<Digest> digests(String... hex) {
        return Arrays.stream(hex)
                .map(digits -> new Digest(HexFormat.of().parseHex(digits)))
                .toList();
    }
}
