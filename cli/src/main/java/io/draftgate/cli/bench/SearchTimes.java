package io.draftgate.cli.bench;

import io.draftgate.index.AuditIndex;
import io.draftgate.index.DraftKey;
import io.draftgate.index.DraftQuery;
import io.draftgate.index.DraftState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** How long searches take, each as often as is needed to see the slow ones. */
final class SearchTimes {
    private static final int RUNS = 21;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Instant MIDDLE = Instant.parse("2026-03-01T00:00:00Z");

    private SearchTimes() {}

    /**
     * One search.
     *
     * @param found how many drafts, of at most 50
     */
    record Measured(String name, int found, double medianMillis, double worstMillis) {}

    static List<Measured> of(AuditIndex index, long drafts) {
        String common = SyntheticWords.word(0);
        String rare = SyntheticWords.word(15_000);
        DraftQuery all = DraftQuery.all();
        List<Measured> measured = new ArrayList<>();
        add(measured, index, "a word of one draft", all.withText("unique" + drafts / 2));
        add(measured, index, "a rare word", all.withText(rare));
        add(measured, index, "a word of most drafts", all.withText(common));
        add(
                measured,
                index,
                "two frequent words and a tenant",
                all.withText(common + " " + SyntheticWords.word(5)).withTenant("tenant3"));
        add(
                measured,
                index,
                "a phrase of frequent words",
                all.withText("\"" + common + " " + SyntheticWords.word(1) + " " + SyntheticWords.word(2) + "\""));
        add(
                measured,
                index,
                "a frequent word since a time, blocked",
                all.withText(common)
                        .withTimes(Optional.of(MIDDLE), Optional.empty())
                        .withState(DraftState.BLOCKED));
        add(measured, index, "model, verdict, reason, reviewer", byProperties("reviewer3"));
        add(measured, index, "properties that no draft has together", byProperties("nobody"));
        add(measured, index, "a tenant", all.withTenant("tenant3"));
        add(measured, index, "the newest", all);
        DraftKey key = new DraftKey("tenant" + drafts / 2 % 7, "draft" + drafts / 2, 0);
        measured.add(measure(
                "the story of a draft",
                () -> index.story(key).orElseThrow().steps().size()));
        return measured;
    }

    private static DraftQuery byProperties(String reviewer) {
        return new DraftQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.of("gpt2"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("ABSTAIN"),
                Optional.of("undetectable"),
                Optional.of(reviewer),
                Optional.empty(),
                DraftQuery.DEFAULT_LIMIT);
    }

    private static void add(List<Measured> measured, AuditIndex index, String name, DraftQuery query) {
        measured.add(measure(name, () -> index.search(query).size()));
    }

    private static Measured measure(String name, IntSupplier search) {
        double[] millis = new double[RUNS];
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            long begun = System.nanoTime();
            found = search.getAsInt();
            millis[run] = (System.nanoTime() - begun) / NANOS_PER_MILLI;
        }
        Arrays.sort(millis);
        return new Measured(name, found, millis[RUNS / 2], millis[RUNS - 1]);
    }
}
