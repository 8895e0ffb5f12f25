package io.draftgate.review;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The style sheet, the script and the icon, from the jar. Immutable. */
final class StaticFiles {
    /** A newer console has newer files: a browser asks again after an hour. */
    private static final String CACHE = "private, max-age=3600";

    private final byte[] style = read("console.css");
    private final byte[] script = read("console.js");
    private final byte[] icon = read("icon.svg");

    void style(Context request) {
        send(request, style, "text/css; charset=utf-8");
    }

    void script(Context request) {
        send(request, script, "text/javascript; charset=utf-8");
    }

    void icon(Context request) {
        send(request, icon, "image/svg+xml");
    }

    private static void send(Context request, byte[] bytes, String type) {
        request.header("Cache-Control", CACHE).contentType(type).result(bytes);
    }

    private static byte[] read(String name) {
        try (InputStream in = StaticFiles.class.getResourceAsStream("static/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
