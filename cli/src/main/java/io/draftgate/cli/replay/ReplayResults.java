package io.draftgate.cli.replay;

import io.draftgate.cli.console.Console;
import io.draftgate.gpt2.replay.Report;
import io.draftgate.gpt2.replay.Verdict;
import io.draftgate.schemas.event.DraftGenerated;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Prints what replays say, in the order of the drafts, and counts it. Confined to one thread. */
final class ReplayResults {
    /** Drafts that are handed over before the first of them has to be done: all sessions stay busy, memory stays flat. */
    private static final int MOST_PENDING = 64;

    private final Console console;
    private final boolean json;
    private final DraftReplay replay;
    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private final List<DraftDocument> documents = new ArrayList<>();
    private final Queue<Pending> pending = new ArrayDeque<>();
    private long tokens;
    private long begun;
    private long settled;

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

    private record Pending(RecordedDraft draft, CompletableFuture<Report> report) {}

    /** Replays a draft, and tells of it or of one before it. */
    void add(RecordedDraft draft) {
        pending.add(new Pending(draft, draft.check(replay)));
        // The clock starts when the sessions are there.
        begun = begun == 0 ? System.nanoTime() : begun;
        if (pending.size() > MOST_PENDING) {
            settle(pending.remove());
        }
    }

    private void settle(Pending next) {
        RecordedDraft draft = next.draft();
        Report report = next.report().join();
        settled = System.nanoTime();
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
        return begun == 0;
    }

    /** Whether one of those was refuted that were told of. */
    boolean isRefuted() {
        return count(Verdict.REFUTED) > 0;
    }

    /** Prints what is left, and the sum. */
    void finish() {
        while (!pending.isEmpty()) {
            settle(pending.remove());
        }
        long drafts = verdicts.values().stream().mapToLong(Long::longValue).sum();
        double speed = tokens * 1e9 / Math.max(1, settled - begun);
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
