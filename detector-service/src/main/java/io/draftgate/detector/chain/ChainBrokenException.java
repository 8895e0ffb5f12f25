package io.draftgate.detector.chain;

import io.draftgate.audit.ChainHead;

/** The chain in the topic does not end where its writer left it; going on would break it for good. */
final class ChainBrokenException extends RuntimeException {
    ChainBrokenException(String chain, ChainHead expected, ChainHead found) {
        super("audit chain " + chain + " ends elsewhere than its writer left it: expected " + expected.length()
                + " records and digest " + expected.digest() + ", found " + found.length() + " and " + found.digest()
                + "; run 'draftgate audit verify', and do not write on before it is explained");
    }
}
