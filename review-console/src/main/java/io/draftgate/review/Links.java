package io.draftgate.review;

import io.draftgate.index.DraftKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the pages are. */
final class Links {
    private Links() {}

    /** The queue with a draft opened. */
    static String queue(DraftKey key) {
        return "/queue?" + query(key);
    }

    /** A draft's story. */
    static String draft(DraftKey key) {
        return "/draft?" + query(key);
    }

    private static String query(DraftKey key) {
        return "tenant=" + encode(key.tenant()) + "&id=" + encode(key.id()) + "&completion=" + key.completion();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
