package io.draftgate.review;

import io.draftgate.index.AuditIndex;
import io.draftgate.index.DraftQuery;
import io.draftgate.index.DraftState;
import io.draftgate.index.IndexedDraft;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Search over everything that the index knows. Thread-safe. */
final class SearchPage {
    private static final List<String> FIELDS =
            List.of("text", "tenant", "model", "since", "until", "verdict", "reason", "reviewer", "state");
    private static final int MAX_SHOWN = 50;

    private final AuditIndex index;

    SearchPage(AuditIndex index) {
        this.index = index;
    }

    /** A draft that was found. */
    record Hit(IndexedDraft draft, String link) {}

    void show(Visit visit) {
        long begun = System.nanoTime();
        List<Hit> hits = index.search(query(visit)).stream()
                .map(draft -> new Hit(Blindfold.over(draft, visit.reviewer()), Links.draft(draft.key())))
                .toList();
        Map<String, Object> shown = new HashMap<>();
        shown.put("hits", hits);
        shown.put("most", MAX_SHOWN);
        shown.put("millis", Duration.ofNanos(System.nanoTime() - begun).toMillis());
        shown.put(
                "states",
                Arrays.stream(DraftState.values()).map(DraftState::name).toList());
        FIELDS.forEach(field -> shown.put(field, visit.query(field).orElse("")));
        visit.show("search", "Search", shown);
    }

    private static DraftQuery query(Visit visit) {
        return new DraftQuery(
                visit.query("text"),
                visit.query("tenant"),
                visit.query("model"),
                visit.query("since").flatMap(SearchPage::day),
                visit.query("until").flatMap(SearchPage::day).map(day -> day.plus(Duration.ofDays(1))),
                visit.query("verdict"),
                visit.query("reason"),
                visit.query("reviewer"),
                visit.query("state").flatMap(SearchPage::state),
                MAX_SHOWN);
    }

    private static Optional<Instant> day(String text) {
        try {
            return Optional.of(
                    LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    private static Optional<DraftState> state(String text) {
        return Arrays.stream(DraftState.values())
                .filter(state -> state.name().equals(text))
                .findFirst();
    }
}
