package io.draftgate.cli.drill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Does to the files of state stores what a bad disk does. */
final class CorruptFiles {
    private static final long SEED = 7;
    private static final String STORE_FOLDER = "rocksdb";

    private CorruptFiles() {}

    /** Overwrites the second half of every file of a store; answers how many there were. */
    static int under(Path state) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(state)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(STORE_FOLDER))
                    .toList();
        }
        Random random = new Random(SEED);
        int corrupted = 0;
        for (Path file : files) {
            long size = Files.size(file);
            if (size > 1) {
                byte[] garbage = new byte[(int) (size - size / 2)];
                random.nextBytes(garbage);
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(garbage), size / 2);
                }
                corrupted++;
            }
        }
        return corrupted;
    }
}
