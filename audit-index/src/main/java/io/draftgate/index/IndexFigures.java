package io.draftgate.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts over the drafts that came about in a time. Immutable.
 *
 * @param drafts drafts and prompts without one
 * @param states how many stand where; states that nothing is in are absent
 * @param days of UTC, in order, each with its states
 * @param verdicts of the detector, by name
 * @param reasons codes and how many drafts have them, most frequent first
 * @param probabilities how many drafts the detector gave a probability of at least 0, 0.1, ... 0.9
 */
public record IndexFigures(
        long drafts,
        Map<DraftState, Long> states,
        Map<LocalDate, Map<DraftState, Long>> days,
        Map<String, Long> verdicts,
        Map<String, Long> reasons,
        List<Long> probabilities) {
    private static final int BINS = 10;

    public IndexFigures {
        states = Map.copyOf(states);
        days = new LinkedHashMap<>(days);
        verdicts = new TreeMap<>(verdicts);
        reasons = new LinkedHashMap<>(reasons);
        probabilities = List.copyOf(probabilities);
    }

    static IndexFigures read(Connection connection, Instant since, Instant until) throws SQLException {
        Count count = new Count();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT created_at, state, verdict, probability, reason_codes FROM draft WHERE id >= ? AND id < ?")) {
            select.setFetchSize(1_000);
            select.setLong(1, IndexWriter.firstIdAt(since.toEpochMilli()));
            select.setLong(2, IndexWriter.firstIdAt(until.toEpochMilli()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    count.add(rows);
                }
            }
        }
        return count.figures();
    }

    private static final class Count {
        private final Map<DraftState, Long> states = new EnumMap<>(DraftState.class);
        private final Map<LocalDate, Map<DraftState, Long>> days = new TreeMap<>();
        private final Map<String, Long> verdicts = new TreeMap<>();
        private final Map<String, Long> reasons = new TreeMap<>();
        private final long[] probabilities = new long[BINS];
        private long drafts;

        void add(ResultSet row) throws SQLException {
            drafts++;
            DraftState state = DraftState.valueOf(row.getString(2));
            states.merge(state, 1L, Long::sum);
            days.computeIfAbsent(
                            LocalDate.ofInstant(Instant.ofEpochMilli(row.getLong(1)), ZoneOffset.UTC),
                            day -> new EnumMap<>(DraftState.class))
                    .merge(state, 1L, Long::sum);
            String verdict = row.getString(3);
            if (verdict != null) {
                verdicts.merge(verdict, 1L, Long::sum);
            }
            double probability = row.getDouble(4);
            if (!row.wasNull()) {
                probabilities[Math.min(BINS - 1, (int) (probability * BINS))]++;
            }
            Arrays.stream(row.getString(5).split(" ", -1))
                    .filter(code -> !code.isEmpty())
                    .forEach(code -> reasons.merge(code, 1L, Long::sum));
        }

        IndexFigures figures() {
            Map<String, Long> frequentFirst = new LinkedHashMap<>();
            reasons.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                    .forEach(entry -> frequentFirst.put(entry.getKey(), entry.getValue()));
            return new IndexFigures(
                    drafts,
                    states,
                    days,
                    verdicts,
                    frequentFirst,
                    Arrays.stream(probabilities).boxed().toList());
        }
    }
}
