package io.draftgate.audit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.audit.merkle.TreeHash;
import io.draftgate.audit.note.NoteSigner;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    /** The example of C2SP tlog-checkpoint. */
    private static final String PUBLISHED = "example.com/behind-the-sofa\n20852163\n"
            + "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u2014 example.com/behind-the-sofa"
            + " Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    private final NoteSigner key = NoteSigner.generate("example.org/drafts", new SecureRandom());

    @Test
    void shouldReadTheExampleOfTheSpecification() {
        SignedCheckpoint published = SignedCheckpoint.parse(PUBLISHED);

        assertEquals("example.com/behind-the-sofa", published.checkpoint().origin());
        assertEquals(20852163, published.checkpoint().size());
        assertEquals(PUBLISHED, published.toString());
    }

    @Test
    void shouldBeSignedByTheKeyOfTheLogUnderItsOwnName() {
        SignedCheckpoint signed = SignedCheckpoint.sign(checkpoint(3), key);

        assertTrue(SignedCheckpoint.parse(signed.toString()).isSignedBy(key.verifier()));
        assertTrue(signed.isSignedBy(key.verifier().named("example.org/drafts/audit.records-0")));
        assertFalse(signed.isSignedBy(key.verifier().named("example.org/drafts/audit.records-1")));
        assertFalse(signed.isSignedBy(
                NoteSigner.generate("example.org/drafts", new SecureRandom()).verifier()));
        assertEquals("audit.records-0", signed.checkpoint().chainName());
    }

    @Test
    void shouldReadSeveralOneBehindTheOtherAndUnsignedOnes() {
        String three = SignedCheckpoint.sign(checkpoint(3), key).toString();
        String unsigned = checkpoint(4).text() + "\n";

        List<SignedCheckpoint> read = SignedCheckpoint.parseAll(three + "\n" + unsigned + three);

        assertEquals(
                List.of(3L, 4L, 3L),
                read.stream().map(each -> each.checkpoint().size()).toList());
        assertFalse(read.get(1).isSignedBy(key.verifier()));
    }

    @Test
    void shouldRefuseWhatIsNoCheckpoint() {
        assertThrows(IllegalArgumentException.class, () -> SignedCheckpoint.parseAll(""));
        assertThrows(IllegalArgumentException.class, () -> SignedCheckpoint.parseAll("a\nb\n"));
        assertThrows(IllegalArgumentException.class, () -> SignedCheckpoint.parseAll(PUBLISHED + "more\n"));
        assertThrows(IllegalArgumentException.class, () -> Checkpoint.parse("origin\n01\nCsUY\n"));
        assertThrows(IllegalArgumentException.class, () -> Checkpoint.parse("origin\n1\nCsUY\n"));
    }

    private static Checkpoint checkpoint(long size) {
        return new Checkpoint("example.org/drafts/audit.records-0", size, TreeHash.empty());
    }
}
