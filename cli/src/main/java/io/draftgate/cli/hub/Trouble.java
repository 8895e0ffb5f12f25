package io.draftgate.cli.hub;

import io.draftgate.cli.command.CommandException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Tells trouble that passes, which is returned to be thrown, from trouble that stays, which is thrown for good. */
final class Trouble {

    private Trouble() {}

    /** An answer that is neither a file nor the way to one. */
    static PassingException refused(URI address, int status, HttpHeaders headers) {
        if (status == HttpStatus.UNAUTHORIZED || status == HttpStatus.FORBIDDEN) {
            throw CommandException.couldNotRun(
                    "hub-refused",
                    address + " answers " + status + ": there is no such model, or it is not for everybody",
                    "Check the name, or set HF_TOKEN to a token that may read it");
        }
        if (!HttpStatus.isPassing(status)) {
            throw CommandException.couldNotRun(
                    "hub-answer", address + " answers " + status + ", expected 200", "Check the base URL");
        }
        return new PassingException("the server answers " + status, retryAfter(headers));
    }

    /** Bytes that are not those that were announced. */
    static CommandException damaged(String message) {
        return CommandException.couldNotRun(
                "download-damaged", message, "Run the command again, or name another mirror with --base-url");
    }

    /** A connection that failed, a sender that does not stop, or a disk that takes no more. */
    static PassingException onTheWay(ExecutionException thrown, URI address, PartFile part) throws IOException {
        for (Throwable cause : causes(thrown)) {
            if (cause instanceof PartWriter.ExcessException excess) {
                part.delete();
                throw damaged(address + " sends " + excess.getMessage());
            }
            if (cause instanceof PartWriter.DiskException disk) {
                throw CommandException.couldNotRun(
                        "file-error",
                        part.file() + " cannot be written: " + disk.getMessage(),
                        "Make room, then run the command again: it goes on where it stopped");
            }
        }
        if (causes(thrown).stream().anyMatch(ConnectException.class::isInstance)) {
            return new PassingException("no connection to " + address.getRawAuthority());
        }
        return new PassingException(causes(thrown).stream()
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(thrown.toString()));
    }

    private static List<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .skip(1)
                .toList();
    }

    /** A date instead of seconds is as good as nothing said. */
    private static Duration retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,4}"))
                .map(Long::parseLong)
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
    }
}
