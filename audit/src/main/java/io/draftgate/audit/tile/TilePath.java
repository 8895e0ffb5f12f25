package io.draftgate.audit.tile;

import java.util.Locale;

/** Where a tile or a bundle of entries is found below the log's folder. */
final class TilePath {
    /** Hashes of a full tile, entries of a full bundle. */
    static final int WIDTH = 256;

    private static final int STEP = 1000;

    private TilePath() {}

    /**
     * A tile of hashes.
     *
     * @param level 0 for the hashes of entries; one more for each 8 levels of the tree
     * @param index of the tile in its level, from 0
     * @param width hashes in it, 1 to {@value #WIDTH}
     */
    static String tile(int level, long index, int width) {
        return "tile/" + level + "/" + digits(index) + suffix(width);
    }

    /** A bundle of entries. */
    static String entries(long index, int width) {
        return "tile/entries/" + digits(index) + suffix(width);
    }

    private static String digits(long index) {
        String path = threeDigits(index % STEP);
        for (long rest = index / STEP; rest > 0; rest /= STEP) {
            path = "x" + threeDigits(rest % STEP) + "/" + path;
        }
        return path;
    }

    private static String threeDigits(long number) {
        return String.format(Locale.ROOT, "%03d", number);
    }

    private static String suffix(int width) {
        return width == WIDTH ? "" : ".p/" + width;
    }
}
