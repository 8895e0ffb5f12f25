package io.draftgate.cli.hub;

import java.util.Set;

/** The numbers with which a server answers, as far as they make a difference here. */
final class HttpStatus {

    static final int OK = 200;
    static final int PARTIAL_CONTENT = 206;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int RANGE_NOT_SATISFIABLE = 416;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** Too slow, too many, or broken just now: another time it may work. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

    private HttpStatus() {}

    static boolean hasBody(int status) {
        return status == OK || status == PARTIAL_CONTENT;
    }

    static boolean isRedirect(int status) {
        return REDIRECTS.contains(status);
    }

    static boolean isPassing(int status) {
        return PASSING.contains(status);
    }
}
