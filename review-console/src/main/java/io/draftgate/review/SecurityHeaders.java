package io.draftgate.review;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every answer tells the browser not to do. Immutable. */
record SecurityHeaders(Map<String, String> headers) {
    /** Scripts, styles and pictures are files of ours; nothing is inline, nobody frames us, forms go nowhere else. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    static SecurityHeaders of(boolean https) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        headers.put("Cache-Control", "no-store");
        if (https) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
        return new SecurityHeaders(Map.copyOf(headers));
    }

    void set(Context request) {
        headers.forEach(request::header);
    }
}
