package io.draftgate.cli.replay;

import io.draftgate.cli.console.Console;
import io.draftgate.gpt2.replay.Report;
import io.draftgate.gpt2.replay.Verdict;
import io.draftgate.schemas.event.DraftGenerated;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what replays say, and counts it. Confined to one thread. */
final class ReplayResults {
    private final Console console;
    private final boolean json;
    private final DraftReplay replay;
    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private final List<DraftDocument> documents = new ArrayList<>();
    private long tokens;
    private long nanos;

    ReplayResults(Console console, boolean json, DraftReplay replay) {
        this.console = console;
        this.json = json;
        this.replay = replay;
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(verdict, 0L);
        }
    }

    private record Document(
            long drafts,
            long accepted,
            long refuted,
            long inconclusive,
            long erased,
            long tokens,
            double tokensPerSecond,
            List<DraftDocument> results) {}

    private record DraftDocument(
            String id, @Nullable Integer completion, String verdict, Report figures, List<String> reasons) {}

    /** Replays a draft and tells of it. */
    void add(RecordedDraft draft) {
        long began = System.nanoTime();
        Report report = draft.check(replay);
        nanos += System.nanoTime() - began;
        tokens += report.tokens();
        verdicts.merge(report.verdict(), 1L, Long::sum);
        Integer completion = draft instanceof RecordedDraft.Whole whole ? index(whole.draft()) : null;
        if (json) {
            documents.add(
                    new DraftDocument(draft.key(), completion, report.verdict().name(), report, report.reasons()));
        } else {
            console.line(line(draft.key() + (completion == null ? "" : "#" + completion), report));
            report.reasons().forEach(reason -> console.line("    - " + reason));
        }
    }

    private static Integer index(DraftGenerated draft) {
        return draft.getCompletionIndex();
    }

    private static String line(String name, Report report) {
        return String.format(
                Locale.ROOT,
                "%s  %s  %d tokens: %d exact, %d within tolerance, %d refuted; margin %.1e, trace %.1e",
                name,
                report.verdict(),
                report.tokens(),
                report.exact(),
                report.withinTolerance(),
                report.refuted(),
                report.meanMargin(),
                report.traceDifference());
    }

    boolean isEmpty() {
        return verdicts.values().stream().allMatch(count -> count == 0);
    }

    boolean isRefuted() {
        return count(Verdict.REFUTED) > 0;
    }

    /** Prints the sum. */
    void finish() {
        long drafts = verdicts.values().stream().mapToLong(Long::longValue).sum();
        double speed = tokens * 1e9 / Math.max(1, nanos);
        if (json) {
            console.json(new Document(
                    drafts,
                    count(Verdict.ACCEPTED),
                    count(Verdict.REFUTED),
                    count(Verdict.INCONCLUSIVE),
                    count(Verdict.ERASED),
                    tokens,
                    speed,
                    documents));
            return;
        }
        console.line(String.format(
                Locale.ROOT,
                "%d drafts: %d accepted, %d refuted, %d inconclusive, %d erased; %d tokens, %.0f tokens/s.",
                drafts,
                count(Verdict.ACCEPTED),
                count(Verdict.REFUTED),
                count(Verdict.INCONCLUSIVE),
                count(Verdict.ERASED),
                tokens,
                speed));
    }

    private long count(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }
}
