package io.draftgate.cli.hub;

import io.draftgate.cli.command.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** One attempt to get a file, or the rest of it: follows redirects, and gives up when nothing comes any more. Used once. */
final class Exchange {

    /** Hears what is known of the whole file, each time that more of it is there. */
    interface Listener {
        void received(long bytes, OptionalLong total);
    }

    private static final int MAX_REDIRECTS = 10;

    private final HttpClient client;
    private final Hub hub;
    private final Duration patience;
    private final Listener listener;
    private final AtomicLong signsOfLife = new AtomicLong();
    private Announcement announced = Announcement.NOTHING;

    /** An exchange that waits for the next sign of life no longer than its patience. */
    Exchange(HttpClient client, Hub hub, Duration patience, Listener listener) {
        this.client = client;
        this.hub = hub;
        this.patience = patience;
        this.listener = listener;
    }

    /**
     * Gets what is missing of the part file.
     *
     * @return what the headers said; empty if there is no such file
     * @throws PassingException if another attempt may do better
     * @throws CommandException if none will
     */
    Optional<Announcement> get(URI address, PartFile part) throws PassingException, IOException, InterruptedException {
        Optional<String> validator = part.validator();
        // The last byte is asked for once more, so that a file that is complete is asked for something, too.
        long offset = validator.isPresent() ? Math.max(0, part.bytes() - 1) : 0;
        URI next = address;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpResponse<Void> response = answer(request(next, offset, validator), offset, part);
            int status = response.statusCode();
            announced = announced.or(ofHub(next, response.headers()));
            if (HttpStatus.hasBody(status)) {
                return Optional.of(announced.or(Announcement.ofSender(status, response.headers())));
            }
            if (status == HttpStatus.NOT_FOUND) {
                return Optional.empty();
            }
            if (status == HttpStatus.RANGE_NOT_SATISFIABLE) {
                // The file has become shorter than what is here of it.
                part.delete();
                throw new PassingException("the server has other bytes now");
            }
            if (!HttpStatus.isRedirect(status)) {
                throw Trouble.refused(address, status, response.headers());
            }
            next = target(address, next, response.headers());
        }
        throw CommandException.couldNotRun(
                "hub-answer", address + " redirects more than " + MAX_REDIRECTS + " times", "Check the base URL");
    }

    private HttpRequest request(URI address, long offset, Optional<String> validator) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("User-Agent", "draftgate");
        if (offset > 0 && validator.isPresent()) {
            request.header("Range", "bytes=" + offset + "-").header("If-Range", validator.get());
        }
        hub.token()
                .filter(token -> hub.isHost(address))
                .ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request.build();
    }

    private HttpResponse<Void> answer(HttpRequest request, long offset, PartFile part)
            throws PassingException, IOException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, head -> subscriber(request.uri(), head, offset, part));
        try {
            while (true) {
                long before = signsOfLife.get();
                try {
                    return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (signsOfLife.get() == before) {
                        throw new PassingException("nothing came for " + patience.toSeconds() + " s");
                    }
                }
            }
        } catch (ExecutionException e) {
            throw Trouble.onTheWay(e, request.uri(), part);
        } finally {
            answer.cancel(true);
        }
    }

    private Announcement ofHub(URI sender, HttpHeaders headers) {
        return hub.isHost(sender) ? Announcement.ofHub(headers) : Announcement.NOTHING;
    }

    private BodySubscriber<Void> subscriber(URI from, HttpResponse.ResponseInfo head, long offset, PartFile part) {
        signsOfLife.incrementAndGet();
        if (!HttpStatus.hasBody(head.statusCode())) {
            return BodySubscribers.discarding();
        }
        boolean isRest = head.statusCode() == HttpStatus.PARTIAL_CONTENT;
        if (isRest && Announcement.begin(head.headers()).orElse(-1) != offset) {
            throw new UncheckedIOException(new IOException("the rest that came begins elsewhere"));
        }
        Announcement all =
                announced.or(ofHub(from, head.headers())).or(Announcement.ofSender(head.statusCode(), head.headers()));
        try {
            return part.receive(isRest ? offset : 0, all, bytes -> {
                signsOfLife.incrementAndGet();
                listener.received(bytes, all.bytes());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(new PartWriter.DiskException(e));
        }
    }

    private static URI target(URI address, URI from, HttpHeaders headers) {
        String location = headers.firstValue("Location").orElse("");
        try {
            URI to = from.resolve(new URI(location));
            boolean isSafe = "https".equals(to.getScheme())
                    || ("http".equals(to.getScheme()) && "http".equals(from.getScheme()));
            if (!location.isEmpty() && isSafe && to.getHost() != null) {
                return to;
            }
        } catch (URISyntaxException e) {
            // Told below, as for an address that leads nowhere.
        }
        throw CommandException.couldNotRun(
                "hub-answer",
                address + " redirects to '" + location + "', expected a safe address",
                "Check the base URL");
    }
}
