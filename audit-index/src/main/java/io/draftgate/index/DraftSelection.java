package io.draftgate.index;

import java.util.ArrayList;
import java.util.List;

/**
 * What a query is in SQL. Immutable.
 *
 * @param fromWhereOrder what stands after the columns
 * @param values of the question marks, in order
 */
record DraftSelection(String fromWhereOrder, List<Object> values) {
    DraftSelection {
        values = List.copyOf(values);
    }

    static DraftSelection of(Dialect dialect, DraftQuery query) {
        List<String> words = query.text().map(SearchWords::of).orElse(List.of());
        List<String> facets = DraftColumns.facets(query);
        boolean byWords = !words.isEmpty() || !facets.isEmpty();
        String id = byWords ? dialect.searchedId() : "d.id";
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (byWords) {
            Dialect.SqlPart match = dialect.match(words, facets);
            conditions.add(match.condition());
            values.addAll(match.values());
        }
        query.since().ifPresent(since -> {
            conditions.add(id + " >= ?");
            values.add(IndexWriter.firstIdAt(since.toEpochMilli()));
        });
        query.until().ifPresent(until -> {
            conditions.add(id + " < ?");
            values.add(IndexWriter.firstIdAt(until.toEpochMilli()));
        });
        if (query.text().isPresent() && words.isEmpty()) {
            conditions.add("1 = 0");
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String from = byWords ? dialect.searched() : "draft d";
        return new DraftSelection(" FROM " + from + where + " ORDER BY " + id + " DESC", values);
    }

    static DraftSelection inReview() {
        return new DraftSelection(
                " FROM draft d WHERE d.state = ? ORDER BY d.id", List.of(DraftState.IN_REVIEW.name()));
    }

    static DraftSelection of(DraftKey key) {
        return new DraftSelection(
                " FROM draft d WHERE d.tenant = ? AND d.subject = ? AND d.completion = ?",
                List.of(key.tenant(), key.id(), key.completion()));
    }
}
