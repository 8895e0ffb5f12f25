package io.draftgate.cli.hub;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that is being downloaded, and beside it the validator of the bytes that are there already. Immutable; the files are
 * written by the one who has the {@link PullLock}.
 */
record PartFile(Path file, Path validatorFile) {

    static PartFile of(Path files, Path validators, String name) {
        return new PartFile(files.resolve(name), validators.resolve(name));
    }

    long bytes() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** Empty if what is there cannot be gone on with. */
    Optional<String> validator() throws IOException {
        return Files.exists(validatorFile)
                ? Optional.of(Files.readString(validatorFile, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /**
     * Begins anew with other bytes, or goes on from an offset; the subscriber writes what comes.
     *
     * @param announced of the bytes to come, with the length of the whole file
     */
    BodySubscriber<Void> receive(long offset, Announcement announced, PartWriter.Progress progress) throws IOException {
        if (offset == 0) {
            delete();
        }
        if (announced.validator().isPresent()) {
            Files.writeString(validatorFile, announced.validator().get(), StandardCharsets.UTF_8);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(offset).position(offset);
        return new PartWriter(channel, announced.bytes(), progress);
    }

    /** Forgets all of it. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(validatorFile);
    }
}
