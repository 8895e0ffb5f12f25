package io.draftgate.erasure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read, written whole or not at all. Thread-safe. */
final class SecretFiles {
    private static final FileAttribute<?> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private SecretFiles() {}

    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, OWNER_FOLDER);
    }

    /**
     * Writes a file that is not there.
     *
     * @return whether it was; of several who try at once, one
     */
    static boolean create(Path file, byte[] content) throws IOException {
        Path whole = write(file, content);
        try {
            Files.createLink(file, whole);
            return true;
        } catch (FileAlreadyExistsException anotherWasFirst) {
            return false;
        } finally {
            Files.delete(whole);
        }
    }

    /** Puts a file in the place of one that is there, whose bytes are overwritten first. */
    static void replace(Path file, byte[] content) throws IOException {
        Path whole = write(file, content);
        overwrite(file);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Best effort: file systems that copy on write and disks that level wear keep what they like. */
    static void overwrite(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate((int) channel.size()), 0);
            channel.force(true);
        }
    }

    private static Path write(Path file, byte[] content) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + "."
                + ProcessHandle.current().pid() + "." + Thread.currentThread().getId() + ".part");
        Files.deleteIfExists(whole);
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(whole, fresh, OWNER_FILE)) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
        return whole;
    }
}
