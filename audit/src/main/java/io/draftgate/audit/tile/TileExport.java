package io.draftgate.audit.tile;

import io.draftgate.audit.Digest;
import io.draftgate.audit.merkle.TreeReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a log into a folder while it is read. Full tiles are written as they fill up, those that stay partial at the end; keeps
 * one tile a level in memory. A folder that holds an older state of the same log is brought up to date. Confined to one thread.
 */
public final class TileExport implements TreeReader.Listener {
    private static final int TILE_HEIGHT = 8;

    /** Entries are counted with 16 bits. */
    private static final int MOST_ENTRY_BYTES = 0xFFFF;

    private final Path folder;
    private final List<ByteArrayOutputStream> levels = new ArrayList<>();
    private final List<Long> fullTiles = new ArrayList<>();
    private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    private long entries;

    /** @param folder of this one log; made if it is not there */
    public TileExport(Path folder) {
        this.folder = folder;
    }

    /**
     * Takes in the next entry, beside the {@link TreeReader} that tells of its hash.
     *
     * @throws IllegalArgumentException if it has more than 65,535 bytes
     * @throws UncheckedIOException if a file cannot be written
     */
    public void entry(byte[] entry) {
        if (entry.length > MOST_ENTRY_BYTES) {
            throw new IllegalArgumentException(
                    "an entry of " + entry.length + " bytes, expected at most " + MOST_ENTRY_BYTES);
        }
        bundle.writeBytes(
                ByteBuffer.allocate(Short.BYTES).putShort((short) entry.length).array());
        bundle.writeBytes(entry);
        entries++;
        if (entries % TilePath.WIDTH == 0) {
            write(TilePath.entries(entries / TilePath.WIDTH - 1, TilePath.WIDTH), bundle);
        }
    }

    @Override
    public void completed(int level, long index, Digest hash) {
        if (level % TILE_HEIGHT != 0) {
            return;
        }
        int tileLevel = level / TILE_HEIGHT;
        if (tileLevel == levels.size()) {
            levels.add(new ByteArrayOutputStream());
            fullTiles.add(0L);
        }
        ByteArrayOutputStream tile = levels.get(tileLevel);
        tile.writeBytes(hash.bytes());
        if (tile.size() == TilePath.WIDTH * Digest.LENGTH) {
            long number = fullTiles.get(tileLevel);
            write(TilePath.tile(tileLevel, number, TilePath.WIDTH), tile);
            fullTiles.set(tileLevel, number + 1);
        }
    }

    /**
     * Writes what is partial, and the checkpoint last: what it covers is there.
     *
     * @param checkpoint signed or not, as text
     * @throws UncheckedIOException if a file cannot be written
     */
    public void finish(String checkpoint) {
        for (int level = 0; level < levels.size(); level++) {
            ByteArrayOutputStream tile = levels.get(level);
            if (tile.size() > 0) {
                write(TilePath.tile(level, fullTiles.get(level), tile.size() / Digest.LENGTH), tile);
            }
        }
        if (bundle.size() > 0) {
            write(TilePath.entries(entries / TilePath.WIDTH, (int) (entries % TilePath.WIDTH)), bundle);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(checkpoint.getBytes(StandardCharsets.UTF_8));
        write("checkpoint", text);
    }

    private void write(String name, ByteArrayOutputStream content) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
        }
        content.reset();
    }
}
