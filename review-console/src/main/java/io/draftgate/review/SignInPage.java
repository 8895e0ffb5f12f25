package io.draftgate.review;

import io.draftgate.review.access.Gatekeeper;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Signing in and out. Thread-safe. */
final class SignInPage {
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FORBIDDEN = 403;

    private final Gatekeeper gatekeeper;
    private final Templates templates;
    private final boolean https;

    SignInPage(Gatekeeper gatekeeper, Templates templates, boolean https) {
        this.gatekeeper = gatekeeper;
        this.templates = templates;
        this.https = https;
    }

    /** Name of the session's cookie; with HTTPS, browsers hold it to being ours alone. */
    String cookieName() {
        return https ? "__Host-draftgate" : "draftgate";
    }

    void show(Context request) {
        show(request, "");
    }

    private void show(Context request, String problem) {
        Optional<String> header = gatekeeper.headerName();
        request.html(templates.render(
                "sign-in", Map.of("title", "Sign in", "problem", problem, "header", header.orElse(""))));
    }

    void signIn(Context request) throws IOException {
        if (isFromElsewhere(request)) {
            request.status(FORBIDDEN);
            show(request, "This form came from another site.");
            return;
        }
        String name = Optional.ofNullable(request.formParam("name")).orElse("").strip();
        String password = Optional.ofNullable(request.formParam("password")).orElse("");
        Gatekeeper.Attempt attempt = gatekeeper.signIn(name, password.toCharArray(), request.ip());
        if (attempt instanceof Gatekeeper.Attempt.Admitted admitted) {
            request.cookie(cookie(admitted.token(), -1));
            request.redirect("/queue", HttpStatus.SEE_OTHER);
        } else if (attempt instanceof Gatekeeper.Attempt.Blocked blocked) {
            request.status(TOO_MANY_REQUESTS);
            show(
                    request,
                    "Too many attempts. Try again in " + (blocked.patience().toSeconds() + 1) + " seconds.");
        } else {
            request.status(UNAUTHORIZED);
            show(request, "Name or password is wrong.");
        }
    }

    void signOut(Visit visit) {
        Optional.ofNullable(visit.request().cookie(cookieName())).ifPresent(gatekeeper::signOut);
        visit.request().cookie(cookie("", 0));
        visit.request().redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    /** Whoever has not signed in has no token yet; browsers tell where a form comes from. */
    private static boolean isFromElsewhere(Context request) {
        String site = request.header("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private Cookie cookie(String token, int maxAgeSeconds) {
        return new Cookie(cookieName(), token, "/", maxAgeSeconds, https, true, null, SameSite.STRICT);
    }
}
