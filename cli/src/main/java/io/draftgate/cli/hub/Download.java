package io.draftgate.cli.hub;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.hub.PulledModel.StoredFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Gets files whole: tries again where it makes sense, goes on where it stopped, and checks length and checksum. Confined to
 * one thread.
 */
final class Download {

    /**
     * How stubborn a download is. Immutable.
     *
     * @param attempts in a row that bring nothing new, at least 1
     * @param firstPause before the second attempt; each further one is twice as long
     * @param longestPause that a pause grows to, whatever the server asks for
     * @param patience without a sign of life
     */
    record Persistence(int attempts, Duration firstPause, Duration longestPause, Duration patience) {

        /** A minute of trouble is got over; the pauses sum up to 15 seconds. */
        static final Persistence DEFAULT =
                new Persistence(5, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(30));

        Duration pause(int failures, Duration atLeast) {
            Duration pause = firstPause.multipliedBy(1L << (failures - 1));
            Duration asked = pause.compareTo(atLeast) < 0 ? atLeast : pause;
            return asked.compareTo(longestPause) < 0 ? asked : longestPause;
        }
    }

    /** A file that is complete and was checked. */
    record Complete(StoredFile file, Optional<String> commit) {}

    private final HttpClient client;
    private final Hub hub;
    private final Persistence persistence;

    Download(HttpClient client, Hub hub, Persistence persistence) {
        this.client = client;
        this.hub = hub;
        this.persistence = persistence;
    }

    /**
     * Gets one file.
     *
     * @return empty if there is no such file
     * @throws CommandException if it cannot be had, in one line
     */
    Optional<Complete> get(URI address, String name, PartFile part, Exchange.Listener listener)
            throws IOException, InterruptedException {
        int failures = 0;
        while (true) {
            long before = part.bytes();
            try {
                Optional<Announcement> announced =
                        new Exchange(client, hub, persistence.patience(), listener).get(address, part);
                return announced.isEmpty()
                        ? Optional.empty()
                        : Optional.of(checked(address, name, part, announced.get()));
            } catch (PassingException e) {
                failures = part.bytes() > before ? 1 : failures + 1;
                if (failures >= persistence.attempts()) {
                    throw CommandException.couldNotRun(
                            "download-failed",
                            address + " could not be downloaded in " + failures + " attempts: " + e.getMessage(),
                            "Run the command again, it goes on where it stopped");
                }
                pause(persistence.pause(failures, e.atLeast()));
            }
        }
    }

    private static Complete checked(URI address, String name, PartFile part, Announcement announced)
            throws IOException {
        long bytes = part.bytes();
        if (announced.bytes().isPresent() && announced.bytes().getAsLong() != bytes) {
            part.delete();
            throw Trouble.damaged(address + " has " + bytes + " bytes, announced were "
                    + announced.bytes().getAsLong());
        }
        String sha256 = Sha256.of(part.file());
        if (announced.sha256().isPresent() && !announced.sha256().get().equals(sha256)) {
            part.delete();
            throw Trouble.damaged(address + " has the SHA-256 " + sha256 + ", announced was "
                    + announced.sha256().get());
        }
        return new Complete(new StoredFile(name, bytes, sha256), announced.commit());
    }

    private static void pause(Duration pause) throws InterruptedException {
        Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
        try {
            CompletableFuture.runAsync(() -> {}, later).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing was done that could fail", e);
        }
    }
}
