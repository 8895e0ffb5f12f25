package io.draftgate.index;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of an export.
 *
 * @param value of a draft; null where the log tells nothing of it
 */
record ExportColumn(String name, Type type, Function<IndexedDraft, @Nullable Object> value) {
    /** What a column holds. */
    enum Type {
        TEXT,
        WHOLE,
        REAL,
        YES_NO
    }

    /** All columns, in order. A new one goes to the end. */
    static List<ExportColumn> all() {
        JsonColumns json = new JsonColumns();
        return List.of(
                text("tenant", draft -> draft.key().tenant()),
                text("id", draft -> draft.key().id()),
                whole("completion", draft -> draft.key().completion()),
                text("state", draft -> draft.state().name()),
                text("createdAt", draft -> draft.createdAt().toString()),
                text("updatedAt", draft -> draft.updatedAt().toString()),
                text("requestedBy", IndexedDraft::requestedBy),
                text("task", IndexedDraft::task),
                text("prompt", IndexedDraft::prompt),
                text("text", IndexedDraft::text),
                new ExportColumn("erased", Type.YES_NO, IndexedDraft::erased),
                text("model", writing(Writing::model)),
                text("modelDigest", writing(Writing::modelDigest)),
                text("tokenizerDigest", writing(Writing::tokenizerDigest)),
                text("engine", writing(Writing::engine)),
                whole("seed", writing(Writing::seed)),
                real("temperature", writing(Writing::temperature)),
                whole("topK", writing(Writing::topK)),
                real("topP", writing(Writing::topP)),
                whole("maxTokens", writing(Writing::maxTokens)),
                whole("promptTokens", writing(Writing::promptTokens)),
                whole("tokens", writing(Writing::tokens)),
                text("finishReason", writing(Writing::finishReason)),
                text("route", finding(Finding::route)),
                text("verdict", finding(Finding::verdict)),
                real("probability", finding(Finding::probability)),
                text("reasons", finding(found -> json.json(found.reasons()))),
                text("operatingPoint", finding(Finding::operatingPoint)),
                text("detectorDigest", finding(Finding::detectorDigest)),
                text("policyVersion", finding(Finding::policyVersion)),
                text("policyDigest", finding(Finding::policyDigest)),
                text("ruling", decision(Decision::ruling)),
                text("reviewer", decision(Decision::reviewer)),
                text("decisionReason", decision(Decision::reason)),
                text("decidedAt", decision(decided -> decided.decidedAt().toString())),
                text("decisions", draft -> json.json(draft.decisions())));
    }

    private static ExportColumn text(String name, Function<IndexedDraft, @Nullable Object> value) {
        return new ExportColumn(name, Type.TEXT, value);
    }

    private static ExportColumn whole(String name, Function<IndexedDraft, @Nullable Object> value) {
        return new ExportColumn(name, Type.WHOLE, draft -> {
            Object number = value.apply(draft);
            return number == null ? null : ((Number) number).longValue();
        });
    }

    private static ExportColumn real(String name, Function<IndexedDraft, @Nullable Object> value) {
        return new ExportColumn(name, Type.REAL, value);
    }

    private static Function<IndexedDraft, @Nullable Object> writing(Function<Writing, @Nullable Object> value) {
        return draft -> draft.writing() == null ? null : value.apply(draft.writing());
    }

    private static Function<IndexedDraft, @Nullable Object> finding(Function<Finding, @Nullable Object> value) {
        return draft -> draft.finding() == null ? null : value.apply(draft.finding());
    }

    private static Function<IndexedDraft, @Nullable Object> decision(Function<Decision, @Nullable Object> value) {
        return draft -> draft.finalDecision().map(value).orElse(null);
    }
}
