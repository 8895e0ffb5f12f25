package io.draftgate.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the stores of an application on this disk can be trusted. Kafka Streams fails to open a damaged store at every start
 * alike; since the changelogs hold all that was committed, the way out is to throw the stores away. They are in use when they fail,
 * so that is done at the next start. Thread-safe.
 *
 * @param mark a file that exists while they cannot be trusted
 */
record LocalState(Path mark) {
    private static final Logger log = LoggerFactory.getLogger(LocalState.class);

    /** Of one application. */
    static LocalState of(Path stateDirectory, String applicationId) {
        return new LocalState(stateDirectory.resolve(applicationId + ".damaged"));
    }

    /** Remembers a failure that its stores brought about; does nothing for others. */
    void failed(Throwable cause) {
        if (Stream.iterate(cause, e -> e != null, Throwable::getCause)
                .noneMatch(ProcessorStateException.class::isInstance)) {
            return;
        }
        try {
            Files.createDirectories(mark.toAbsolutePath().getParent());
            Files.write(mark, new byte[0]);
        } catch (IOException full) {
            log.warn("damage of local stores not remembered mark={} failure={}", mark, full.toString());
        }
    }

    /** Has the stores thrown away if they cannot be trusted, before the application starts. */
    void mend(Runnable throwAway) {
        if (!Files.exists(mark)) {
            return;
        }
        log.warn("local stores are damaged and restored from their changelogs mark={}", mark);
        throwAway.run();
        try {
            Files.delete(mark);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + mark + ": " + e.getMessage(), e);
        }
    }
}
