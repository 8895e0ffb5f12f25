package io.draftgate.detection.ngram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts n-grams and smooths them by interpolated Kneser-Ney with one discount an order (Chen and Goodman 1998, section
 * 2.7): the highest order by its counts, lower orders by the number of distinct symbols seen to their left. N-grams
 * seldom seen are pruned, and their mass goes to the shorter ones. Confined to one thread.
 */
public final class NgramTrainer {

    private static final double[] DISCOUNTS = {0.5, 0.7, 0.8};

    /** The table is filled to at most this share, so that a search ends soon. */
    private static final double MAX_FILL = 0.8;

    private final int order;
    private final int minCount;
    private final List<int[]> texts = new ArrayList<>();

    /**
     * An empty trainer.
     *
     * @param order longest n-gram, 1 to 6
     * @param minCount n-grams of 3 and more symbols seen less often are pruned, and pairs seen less than half as often; 1
     *     keeps all
     */
    public NgramTrainer(int order, int minCount) {
        if (order < 1 || order > 6) {
            throw new IllegalArgumentException("order is " + order + ", expected 1 to 6");
        }
        this.order = order;
        this.minCount = minCount;
    }

    /** Adds one text. */
    public NgramTrainer add(int[] symbols) {
        texts.add(symbols);
        return this;
    }

    /**
     * Builds the model from all texts added.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public NgramModel train() throws InterruptedException {
        return new Counts().model();
    }

    private static double discount(int n) {
        return DISCOUNTS[Math.min(n, DISCOUNTS.length) - 1];
    }

    /** The tables of one training. */
    private final class Counts {

        /** Per order: n-gram to its count (highest order) or its number of left neighbours (lower ones). */
        private final LongTable[] counts = tables();

        /** Per order: context to the sum of the counts of what follows it. */
        private final LongTable[] totals = tables();

        /** Per order: context to the number of kept n-grams that follow it, and the sum of their counts. */
        private final LongTable[] keptTypes = tables();

        private final LongTable[] keptTotals = tables();

        Counts() throws InterruptedException {
            for (int[] text : texts) {
                NgramHashes hashes = hashes(text);
                for (int t = 0; t < text.length; t++) {
                    count(hashes, t);
                }
            }
            forEachOnce((hashes, t, n) -> {
                int count = counts[n - 1].get(hashes.at(t, n));
                long context = context(hashes, t, n);
                totals[n - 1].add(context, count);
                if (isKept(n, count)) {
                    keptTypes[n - 1].add(context, 1);
                    keptTotals[n - 1].add(context, count);
                }
            });
        }

        NgramModel model() throws InterruptedException {
            int vocabulary = counts[0].size();
            double unknown = Math.log(backOff(1L, 1) / (vocabulary + 1));
            int[] kept = new int[1];
            forEachOnce((hashes, t, n) -> kept[0] += isStored(hashes, t, n) ? 1 : 0);
            int capacity = Integer.highestOneBit(Math.max(8, (int) (kept[0] / MAX_FILL))) * 2;
            int[] table = new int[capacity];
            forEachOnce((hashes, t, n) -> {
                if (isStored(hashes, t, n)) {
                    int probability = code(Math.log(probability(hashes, t, n)), 255);
                    boolean isContext = n < order && totals[n].get(hashes.at(t, n)) > 0;
                    int weight = isContext
                            ? code(Math.log(backOff(hashes.at(t, n), n + 1)), NgramModel.NO_CONTEXT - 1)
                            : NgramModel.NO_CONTEXT;
                    store(table, hashes.at(t, n), probability << 8 | weight);
                }
            });
            return new NgramModel(order, unknown, table);
        }

        private void count(NgramHashes hashes, int t) {
            boolean isNew = counts[order - 1].add(hashes.at(t, order), 1) == 0;
            for (int n = order - 1; n >= 1 && isNew; n--) {
                isNew = counts[n - 1].add(hashes.at(t, n), 1) == 0;
            }
        }

        /** Visits every distinct n-gram of every order once, shorter ones of a place first. */
        private void forEachOnce(Visitor visitor) throws InterruptedException {
            LongTable[] visited = tables();
            for (int[] text : texts) {
                NgramHashes hashes = hashes(text);
                for (int t = 0; t < text.length; t++) {
                    for (int n = 1; n <= order; n++) {
                        if (visited[n - 1].add(hashes.at(t, n), 1) == 0) {
                            visitor.visit(hashes, t, n);
                        }
                    }
                }
            }
        }

        /** Texts are short: between two of them is the place to hear an interrupt. */
        private NgramHashes hashes(int[] text) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while counting n-grams");
            }
            return NgramHashes.of(text, order);
        }

        private double probability(NgramHashes hashes, int t, int n) {
            if (n == 0) {
                return 1.0 / (counts[0].size() + 1);
            }
            long context = context(hashes, t, n);
            int count = counts[n - 1].get(hashes.at(t, n));
            double own = isKept(n, count) ? (count - discount(n)) / totals[n - 1].get(context) : 0;
            return own + backOff(context, n) * probability(hashes, t, n - 1);
        }

        /** The mass that a context leaves to shorter n-grams: what was discounted and what was pruned. */
        private double backOff(long context, int n) {
            int total = totals[n - 1].get(context);
            if (total == 0) {
                return 1;
            }
            int pruned = total - keptTotals[n - 1].get(context);
            return (pruned + discount(n) * keptTypes[n - 1].get(context)) / total;
        }

        /** An n-gram is stored if it is kept, or if it is a context of one that is. */
        private boolean isStored(NgramHashes hashes, int t, int n) {
            return isKept(n, counts[n - 1].get(hashes.at(t, n)))
                    || (n < order && keptTypes[n].get(hashes.at(t, n)) > 0);
        }

        private boolean isKept(int n, int count) {
            return n == 1 || count >= (n == 2 ? minCount / 2 : minCount);
        }

        private long context(NgramHashes hashes, int t, int n) {
            return n == 1 ? 1L : hashes.at(t - 1, n - 1);
        }

        private LongTable[] tables() {
            LongTable[] tables = new LongTable[order];
            Arrays.setAll(tables, n -> new LongTable());
            return tables;
        }
    }

    private static void store(int[] table, long hash, int payload) {
        int mask = table.length - 1;
        int slot = NgramModel.slot(hash, mask);
        while (table[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        table[slot] = NgramModel.tag(hash) << 16 | payload;
    }

    private static int code(double logarithm, int max) {
        return (int) Math.min(max, Math.round(-logarithm * NgramModel.STEPS));
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(NgramHashes hashes, int position, int n);
    }
}
