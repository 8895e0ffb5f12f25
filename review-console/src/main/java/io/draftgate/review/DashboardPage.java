package io.draftgate.review;

import io.draftgate.index.AuditIndex;
import io.draftgate.index.ChainPosition;
import io.draftgate.index.DraftState;
import io.draftgate.index.IndexFigures;
import io.draftgate.index.IndexedDraft;
import io.draftgate.review.plot.BarPlot;
import io.draftgate.review.plot.RowPlot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How things stand, in numbers and plots. Thread-safe. */
final class DashboardPage {
    private static final int DAYS = 14;
    private static final int MAX_REASONS = 8;
    private static final List<DraftState> PLOTTED =
            List.of(DraftState.PUBLISHED, DraftState.IN_REVIEW, DraftState.BLOCKED);

    private final AuditIndex index;
    private final InstantSource clock;

    DashboardPage(AuditIndex index, InstantSource clock) {
        this.index = index;
        this.clock = clock;
    }

    /** A figure by itself. */
    record Figure(String name, String value) {}

    void show(Visit visit) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate first = today.minusDays(DAYS - 1);
        IndexFigures figures =
                index.figures(first.atStartOfDay(ZoneOffset.UTC).toInstant(), now.plus(Duration.ofDays(1)));
        Map<String, Object> shown = new HashMap<>();
        shown.put("days", DAYS);
        shown.put("figures", figures(figures, now));
        shown.put("byDay", BarPlot.of("Drafts by day (UTC)", names(), byDay(figures, first)));
        shown.put("byProbability", BarPlot.of("Probability of machine text", List.of("drafts"), byBin(figures)));
        shown.put("verdicts", RowPlot.of("Verdicts", figures.verdicts(), MAX_REASONS));
        shown.put("reasons", RowPlot.of("Reasons", figures.reasons(), MAX_REASONS));
        visit.show("dashboard", "Dashboard", shown);
    }

    private List<Figure> figures(IndexFigures figures, Instant now) {
        List<IndexedDraft> oldest = index.inReview(1);
        long records =
                index.positions().stream().mapToLong(ChainPosition::length).sum();
        return List.of(
                new Figure("in review", count(figures, DraftState.IN_REVIEW)),
                new Figure(
                        "oldest waits",
                        oldest.isEmpty() ? "–" : age(oldest.get(0).createdAt(), now)),
                new Figure("published", count(figures, DraftState.PUBLISHED)),
                new Figure("blocked", count(figures, DraftState.BLOCKED)),
                new Figure("chain records", Long.toString(records)));
    }

    private static String count(IndexFigures figures, DraftState state) {
        return Long.toString(figures.states().getOrDefault(state, 0L));
    }

    private static String age(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        return age.toHours() > 0 ? age.toHours() + " h" : Math.max(0, age.toMinutes()) + " min";
    }

    private static List<String> names() {
        return PLOTTED.stream().map(DashboardPage::name).toList();
    }

    private static String name(DraftState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Map<String, Map<String, Long>> byDay(IndexFigures figures, LocalDate first) {
        Map<String, Map<String, Long>> bars = new LinkedHashMap<>();
        for (int day = 0; day < DAYS; day++) {
            LocalDate date = first.plusDays(day);
            Map<DraftState, Long> states = figures.days().getOrDefault(date, Map.of());
            Map<String, Long> parts = new HashMap<>();
            PLOTTED.forEach(state -> parts.put(name(state), states.getOrDefault(state, 0L)));
            bars.put(String.format(Locale.ROOT, "%02d-%02d", date.getMonthValue(), date.getDayOfMonth()), parts);
        }
        return bars;
    }

    private static Map<String, Map<String, Long>> byBin(IndexFigures figures) {
        Map<String, Map<String, Long>> bars = new LinkedHashMap<>();
        List<Long> bins = figures.probabilities();
        for (int bin = 0; bin < bins.size(); bin++) {
            bars.put(String.format(Locale.ROOT, "%.1f", (double) bin / bins.size()), Map.of("drafts", bins.get(bin)));
        }
        return bars;
    }
}
