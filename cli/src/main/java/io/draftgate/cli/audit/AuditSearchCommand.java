package io.draftgate.cli.audit;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.DraftQuery;
import io.draftgate.index.Finding;
import io.draftgate.index.IndexedDraft;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate audit search}. */
@Command(
        name = "search",
        description = "Find drafts, and prompts that got none, in the audit index; newest first.",
        footer = {
            "",
            "Examples:",
            "  draftgate audit search --text 'scarecrow \"better way\"' --tenant default",
            "  draftgate audit search --verdict ABSTAIN --state IN_REVIEW --since 7d --json",
            "  draftgate audit search --reviewer ann --bootstrap localhost:9092"
        })
final class AuditSearchCommand extends DraftgateCommand {
    private static final int EXCERPT_CHARACTERS = 80;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Console console;

    @Mixin
    private final QueryOptions queryOptions = new QueryOptions();

    @Option(names = "--limit", paramLabel = "N", description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit = DraftQuery.DEFAULT_LIMIT;

    @Mixin
    private final IndexOptions indexOptions = new IndexOptions();

    AuditSearchCommand(Console console) {
        this.console = console;
    }

    private record Document(List<DraftDocument> drafts, double searchMillis) {}

    @Override
    protected ExitCode run() throws Exception {
        DraftQuery query = queryOptions.query(limit);
        try (AuditIndex index = indexOptions.open()) {
            long begun = System.nanoTime();
            List<IndexedDraft> found = index.search(query);
            double millis = (System.nanoTime() - begun) / NANOS_PER_MILLI;
            if (json()) {
                console.json(new Document(found.stream().map(DraftDocument::of).toList(), millis));
            } else {
                found.forEach(draft -> console.line(line(draft)));
                console.line(String.format(Locale.ROOT, "%d found in %.1f ms.", found.size(), millis));
            }
        }
        return ExitCode.DONE;
    }

    private static String line(IndexedDraft draft) {
        Finding finding = draft.finding();
        String verdict = finding == null
                ? ""
                : "  " + finding.verdict()
                        + (finding.probability() == null
                                ? ""
                                : String.format(Locale.ROOT, " p=%.2f", finding.probability()));
        return draft.createdAt() + "  " + draft.key() + "  " + draft.state() + verdict + "  " + excerpt(draft);
    }

    private static String excerpt(IndexedDraft draft) {
        if (draft.erased()) {
            return "erased";
        }
        String text = draft.text() != null ? draft.text() : draft.prompt() != null ? draft.prompt() : "";
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT_CHARACTERS ? line : line.substring(0, EXCERPT_CHARACTERS - 1) + "…";
    }
}
