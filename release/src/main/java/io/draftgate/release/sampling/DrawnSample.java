package io.draftgate.release.sampling;

import io.draftgate.release.digest.Sha256;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A random sample that anybody can draw again. Each item gets the SHA-256 of the seed, a zero byte and its name; the items with
 * the smallest digests are drawn. Order and doubles of the population do not matter, and no item's chance depends on another's
 * name. Immutable.
 *
 * @param seed any text; to be fair it must not be of the drawer's choice
 * @param population how many different items there were
 * @param items in the order of their digests
 */
public record DrawnSample(String seed, int population, List<String> items) {
    public DrawnSample {
        items = List.copyOf(items);
    }

    private record Ranked(String rank, String name) {}

    /** Draws so many, or all if there are fewer. */
    public static DrawnSample draw(String seed, Collection<String> names, int size) {
        List<String> distinct = names.stream().distinct().toList();
        List<String> drawn = distinct.stream()
                .map(name -> new Ranked(rank(seed, name), name))
                .sorted(Comparator.comparing(Ranked::rank))
                .limit(size)
                .map(Ranked::name)
                .toList();
        return new DrawnSample(seed, distinct.size(), drawn);
    }

    /** A seed of the drawer's choice is none: this one is made of what the log held when it was drawn. */
    public static String seedOf(List<String> heads) {
        return rank("draftgate.sample.v1", String.join("\n", heads));
    }

    private static String rank(String seed, String name) {
        return Sha256.hex(seed + '\0' + name);
    }
}
