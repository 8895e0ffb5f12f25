package io.draftgate.review;

import io.draftgate.review.access.Session;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A request by a reviewer who has been let in. Confined to the request's thread. */
record Visit(Context request, Session session, Templates templates) {
    String reviewer() {
        return session.reviewer();
    }

    /** A query parameter; empty if it is absent or blank. */
    Optional<String> query(String name) {
        return Optional.ofNullable(request.queryParam(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A field of a form; empty if it is absent or blank. */
    Optional<String> form(String name) {
        return Optional.ofNullable(request.formParam(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Answers with a page. */
    void show(String page, String title, Map<String, Object> shown) {
        Map<String, Object> all = new HashMap<>(shown);
        all.put("title", title);
        all.put("page", page);
        all.put("session", session);
        request.html(templates.render(page, all));
    }

    /** Answers with a page that says what is wrong. */
    void refuse(int status, String message, String next) {
        request.status(status);
        show("message", "Not done", Map.of("message", message, "next", next));
    }
}
