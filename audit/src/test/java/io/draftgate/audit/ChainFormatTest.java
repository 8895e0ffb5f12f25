package io.draftgate.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Pins the layout byte by byte: chains that were written once must verify for ever. */
class ChainFormatTest {

    /** "draftgate.audit.genesis.v1", 0, the length 15, "audit.records-0". */
    private static final String GENESIS_BYTES = "6472616674676174652e61756469742e67656e657369732e763100"
            + "000000000000000f"
            + "61756469742e7265636f7264732d30";

    /** "draftgate.audit.link.v1", 0, the index 0; the genesis digest, the length 2 and "hi" follow. */
    private static final String LINK_TAG_AND_INDEX =
            "6472616674676174652e61756469742e6c696e6b2e763100" + "0000000000000000";

    @Test
    void shouldHashTheDocumentedBytes() throws Exception {
        // Given
        byte[] genesis = sha256(GENESIS_BYTES);
        byte[] expected = sha256(LINK_TAG_AND_INDEX + HexFormat.of().formatHex(genesis) + "0000000000000002" + "6869");

        // When
        ChainLink link =
                AuditChain.append(ChainHead.genesis("audit.records-0"), "hi".getBytes(StandardCharsets.US_ASCII));

        // Then
        assertArrayEquals(genesis, link.previous().bytes());
        assertArrayEquals(expected, link.digest().bytes());
        assertEquals(
                "sha256:66f53ce3f28b22985d704c06129d7eb621b80f2cdfaa54d6178be6eac9d43863",
                link.digest().toString());
    }

    @Test
    void shouldBindAChainToItsName() {
        assertNotEquals(ChainHead.genesis("audit.records-0"), ChainHead.genesis("audit.records-1"));
    }

    @Test
    void shouldReadTheHeadThatItWrote() {
        // Given
        ChainHead head =
                AuditChain.append(ChainHead.genesis("c"), new byte[] {1}).head();

        // When
        byte[] bytes = head.toBytes();

        // Then
        assertEquals(40, bytes.length);
        assertEquals(head, ChainHead.fromBytes(bytes));
        assertThrows(IllegalArgumentException.class, () -> ChainHead.fromBytes(new byte[39]));
    }

    private static byte[] sha256(String hex) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(hex));
    }
}
