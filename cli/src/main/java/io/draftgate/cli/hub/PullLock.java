package io.draftgate.cli.hub;

import io.draftgate.cli.command.CommandException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to pull one model, which one process has at a time and loses when it ends, however it ends. The file stays: to
 * delete it would let two processes lock two files of one name.
 */
final class PullLock implements AutoCloseable {

    private final FileChannel channel;

    private PullLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the right.
     *
     * @throws CommandException if another pull has it
     */
    static PullLock take(Path folder, ModelReference reference) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw CommandException.couldNotRun(
                    "pull-under-way", "another pull of " + reference + " is under way", "Wait until it has ended");
        }
        return new PullLock(channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
