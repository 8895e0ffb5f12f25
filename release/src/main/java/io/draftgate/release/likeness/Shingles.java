package io.draftgate.release.likeness;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The runs of {@value #WORDS} words of a text, as 64-bit hashes. Case, punctuation and spacing do not count. A text of fewer
 * words is one run. Immutable.
 *
 * @see <a href="https://doi.org/10.1109/SEQUEN.1997.666900">Broder 1997, On the resemblance and containment of documents</a>
 */
public record Shingles(Set<Long> hashes) {
    /** Long enough that two texts of different origin hardly share a run, short enough that an edited word breaks only five. */
    public static final int WORDS = 5;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    public Shingles {
        hashes = Set.copyOf(hashes);
    }

    /** Of a text; none of a text without words. */
    public static Shingles of(String text) {
        List<String> words = words(text);
        Set<Long> hashes = new HashSet<>();
        int last = Math.max(0, words.size() - WORDS);
        for (int start = 0; start <= last && !words.isEmpty(); start++) {
            hashes.add(hash(words.subList(start, Math.min(words.size(), start + WORDS))));
        }
        return new Shingles(hashes);
    }

    /** Share of all runs of both that both have, 0 to 1 (Jaccard); 0 if neither has any. */
    public double resemblance(Shingles other) {
        int shared = shared(other);
        int all = hashes.size() + other.hashes.size() - shared;
        return all == 0 ? 0 : shared / (double) all;
    }

    /** Share of these runs that the other text has, too, 0 to 1. */
    public double containedIn(Shingles other) {
        return hashes.isEmpty() ? 0 : shared(other) / (double) hashes.size();
    }

    private int shared(Shingles other) {
        return (int) hashes.stream().filter(other.hashes::contains).count();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher =
                WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /** FNV-1a over the characters, then the finaliser of MurmurHash3, so that the smallest hashes are a fair sample. */
    private static long hash(List<String> words) {
        long hash = 0xcbf29ce484222325L;
        for (String word : words) {
            for (int i = 0; i < word.length(); i++) {
                hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
            }
            hash = (hash ^ ' ') * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
