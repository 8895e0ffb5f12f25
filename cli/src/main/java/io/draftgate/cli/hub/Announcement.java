package io.draftgate.cli.hub;

import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What headers say about a file. Immutable.
 *
 * @param bytes length of the whole file
 * @param sha256 of the whole file, 64 hexadecimal digits
 * @param commit that the revision stands for
 * @param validator names these very bytes to the server that sends them, as {@code If-Range} wants it
 */
record Announcement(OptionalLong bytes, Optional<String> sha256, Optional<String> commit, Optional<String> validator) {

    /** Where the hub keeps a large file elsewhere, its own word on length and checksum. */
    private static final String LINKED_SIZE = "X-Linked-Size";

    private static final String LINKED_ETAG = "X-Linked-Etag";
    private static final String COMMIT = "X-Repo-Commit";
    private static final Pattern SHA256 = Pattern.compile("(?:W/)?\"?([0-9a-f]{64})\"?");
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+)");

    static final Announcement NOTHING =
            new Announcement(OptionalLong.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Of the hub itself, on the way to the file or with it. */
    static Announcement ofHub(HttpHeaders headers) {
        Optional<String> etag = headers.firstValue(LINKED_ETAG).or(() -> headers.firstValue("ETag"));
        return new Announcement(
                headers.firstValueAsLong(LINKED_SIZE),
                etag.map(SHA256::matcher).filter(Matcher::matches).map(match -> match.group(1)),
                headers.firstValue(COMMIT),
                Optional.empty());
    }

    /** Of whoever sends the bytes. */
    static Announcement ofSender(int status, HttpHeaders headers) {
        OptionalLong bytes =
                status == HttpStatus.PARTIAL_CONTENT ? range(headers, 2) : headers.firstValueAsLong("Content-Length");
        Optional<String> strong = headers.firstValue("ETag").filter(etag -> etag.startsWith("\""));
        return new Announcement(bytes, Optional.empty(), Optional.empty(), strong);
    }

    /** Where the bytes of a partial answer begin in the file. */
    static OptionalLong begin(HttpHeaders headers) {
        return range(headers, 1);
    }

    /** What is not known from here is taken from there. */
    Announcement or(Announcement other) {
        return new Announcement(
                bytes.isPresent() ? bytes : other.bytes,
                sha256.or(() -> other.sha256),
                commit.or(() -> other.commit),
                validator.or(() -> other.validator));
    }

    private static OptionalLong range(HttpHeaders headers, int group) {
        return headers.firstValue("Content-Range")
                .map(CONTENT_RANGE::matcher)
                .filter(Matcher::matches)
                .map(match -> OptionalLong.of(Long.parseLong(match.group(group))))
                .orElse(OptionalLong.empty());
    }
}
