package io.draftgate.cli.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant to type. */
public final class NearestName {

    private NearestName() {}

    /** The name with the fewest edits, if they are at most a third of what was typed, or that it is the beginning of. */
    public static Optional<String> of(String typed, Collection<String> names) {
        Comparator<String> byDistance = Comparator.comparingInt(name -> distance(typed, name));
        return names.stream()
                .filter(name -> isNear(typed, name))
                .min(byDistance.thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isNear(String typed, String name) {
        boolean beginning = typed.length() >= 3 && name.startsWith(typed);
        return beginning || distance(typed, name) <= Math.max(1, typed.length() / 3);
    }

    /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, each at the price of 1. */
    private static int distance(String a, String b) {
        int[][] prices = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                prices[i][j] = i == 0 || j == 0 ? i + j : cheapest(prices, i, j, a, b);
            }
        }
        return prices[a.length()][b.length()];
    }

    private static int cheapest(int[][] prices, int i, int j, String a, String b) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int price = Math.min(prices[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(prices[i - 1][j], prices[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(price, 1 + prices[i - 2][j - 2]) : price;
    }
}
