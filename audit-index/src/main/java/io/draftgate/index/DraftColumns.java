package io.draftgate.index;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of drafts, to and from objects. Thread-safe. */
final class DraftColumns {
    static final String NAMES =
            "d.tenant, d.subject, d.completion, d.state, d.created_at, d.updated_at, d.requested_by, d.task,"
                    + " d.prompt, d.text, d.erased, d.writing, d.finding, d.decisions";

    static final String INSERT =
            "INSERT INTO draft (tenant, subject, completion, created_at, state, updated_at, requested_by,"
                    + " task, model, verdict, probability, reason_codes, prompt, text, erased, key_name, writing, finding,"
                    + " decisions, facets, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static final String UPDATE =
            "UPDATE draft SET state = ?, updated_at = ?, requested_by = ?, task = ?, model = ?, verdict = ?,"
                    + " probability = ?, reason_codes = ?, prompt = ?, text = ?, erased = ?, key_name = ?, writing = ?,"
                    + " finding = ?, decisions = ?, facets = ? WHERE id = ?";

    private final JsonColumns json = new JsonColumns();

    JsonColumns json() {
        return json;
    }

    /** Reads {@link #NAMES} of the current row. */
    IndexedDraft read(ResultSet row) throws SQLException {
        return new IndexedDraft(
                new DraftKey(row.getString(1), row.getString(2), row.getInt(3)),
                DraftState.valueOf(row.getString(4)),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getInt(11) != 0,
                json.read(row.getString(12), Writing.class),
                json.read(row.getString(13), Finding.class),
                json.decisions(row.getString(14)));
    }

    void insert(PreparedStatement statement, DraftRow row, long id) throws SQLException {
        DraftKey key = row.draft().key();
        statement.setString(1, key.tenant());
        statement.setString(2, key.id());
        statement.setInt(3, key.completion());
        statement.setLong(4, row.draft().createdAt().toEpochMilli());
        set(statement, 5, row, id);
    }

    void update(PreparedStatement statement, DraftRow row, long id) throws SQLException {
        set(statement, 1, row, id);
    }

    private void set(PreparedStatement statement, int first, DraftRow row, long id) throws SQLException {
        IndexedDraft draft = row.draft();
        Writing writing = draft.writing();
        Finding finding = draft.finding();
        int at = first;
        statement.setString(at++, draft.state().name());
        statement.setLong(at++, draft.updatedAt().toEpochMilli());
        statement.setString(at++, clean(draft.requestedBy()));
        statement.setString(at++, cleanOrNull(draft.task()));
        statement.setString(at++, writing == null ? null : clean(writing.model()));
        statement.setString(at++, finding == null ? null : finding.verdict());
        if (finding == null || finding.probability() == null) {
            statement.setNull(at++, Types.DOUBLE);
        } else {
            statement.setDouble(at++, finding.probability());
        }
        statement.setString(at++, finding == null ? "" : reasonCodes(finding));
        statement.setString(at++, cleanOrNull(draft.prompt()));
        statement.setString(at++, cleanOrNull(draft.text()));
        statement.setInt(at++, draft.erased() ? 1 : 0);
        statement.setString(at++, row.keyName());
        statement.setString(at++, json.write(writing));
        statement.setString(at++, json.write(finding));
        statement.setString(at++, json.json(draft.decisions()));
        statement.setString(at++, String.join(" ", facets(draft)));
        statement.setLong(at, id);
    }

    /** PostgreSQL keeps no NUL in a text. */
    static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    private static @Nullable String cleanOrNull(@Nullable String text) {
        return text == null ? null : clean(text);
    }

    private static String reasonCodes(Finding finding) {
        return finding.reasons().stream().map(Finding.Reason::code).distinct().collect(Collectors.joining(" "));
    }

    private static Set<String> facets(IndexedDraft draft) {
        Set<String> facets = new LinkedHashSet<>();
        facets.add(Facet.TENANT.token(draft.key().tenant()));
        facets.add(Facet.STATE.token(draft.state().name()));
        if (draft.writing() != null) {
            facets.add(Facet.MODEL.token(draft.writing().model()));
        }
        if (draft.finding() != null) {
            facets.add(Facet.VERDICT.token(draft.finding().verdict()));
            draft.finding().reasons().forEach(reason -> facets.add(Facet.REASON.token(reason.code())));
        }
        draft.decisions().forEach(decision -> facets.add(Facet.REVIEWER.token(decision.reviewer())));
        return facets;
    }

    static List<String> facets(DraftQuery query) {
        Set<String> facets = new LinkedHashSet<>();
        query.tenant().ifPresent(value -> facets.add(Facet.TENANT.token(value)));
        query.model().ifPresent(value -> facets.add(Facet.MODEL.token(value)));
        query.verdict().ifPresent(value -> facets.add(Facet.VERDICT.token(value)));
        query.reason().ifPresent(value -> facets.add(Facet.REASON.token(value)));
        query.reviewer().ifPresent(value -> facets.add(Facet.REVIEWER.token(value)));
        query.state().ifPresent(value -> facets.add(Facet.STATE.token(value.name())));
        return List.copyOf(facets);
    }
}
