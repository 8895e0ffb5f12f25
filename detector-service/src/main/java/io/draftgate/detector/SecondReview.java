package io.draftgate.detector;

import io.draftgate.release.digest.Sha256;
import io.draftgate.schemas.EventKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Which drafts in review two people read, neither knowing what the other says. Drawn by SHA-256 over seed and draft, so that
 * anybody can draw again. Immutable.
 *
 * @param share of the drafts in review, in [0, 1]
 * @param seed of the draw; whoever knows it knows which drafts are read twice
 */
public record SecondReview(double share, long seed) {
    private static final String TAG = "draftgate.second-review.v1";
    private static final double TWO_TO_THE_63 = 0x1p63;

    /** Checks the share. */
    public SecondReview {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share is " + share + ", expected between 0 and 1, e.g. 0.1");
        }
    }

    /** One person decides. */
    public static SecondReview none() {
        return new SecondReview(0, 0);
    }

    /** Whether a draft is read twice. */
    public boolean wants(EventKey key, int completion) {
        byte[] digest =
                Sha256.of((TAG + '\0' + seed + '\0' + key.text() + '\0' + completion).getBytes(StandardCharsets.UTF_8));
        long draw = ByteBuffer.wrap(digest).getLong() >>> 1;
        return draw < share * TWO_TO_THE_63;
    }
}
