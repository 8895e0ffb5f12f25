package io.draftgate.cli.audit;

import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.Story;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate audit show}. */
@Command(
        name = "show",
        description = "Tell the whole story of a draft: who asked, which model wrote it with which settings, what the "
                + "screening found, who decided and why, and where each step stands in the chain.",
        footer = {
            "",
            "Examples:",
            "  draftgate audit show essay-walking",
            "  draftgate audit show story-17 --completion 1 --tenant acme --json"
        })
final class AuditShowCommand extends DraftgateCommand {
    private final Console console;

    @Parameters(index = "0", paramLabel = "ID", description = "Id of the prompt or document.")
    private String id = "";

    @Option(names = "--tenant", paramLabel = "NAME", description = "Whose (default: all that have such an id).")
    private @Nullable String tenant;

    @Option(names = "--completion", paramLabel = "N", description = "Which draft of the prompt (default: all).")
    private @Nullable Integer completion;

    @Mixin
    private final IndexOptions indexOptions = new IndexOptions();

    AuditShowCommand(Console console) {
        this.console = console;
    }

    private record Document(List<StoryDocument> stories) {}

    @Override
    protected ExitCode run() throws Exception {
        try (AuditIndex index = indexOptions.open()) {
            List<Story> stories = index.find(id, Optional.ofNullable(tenant)).stream()
                    .filter(key -> completion == null || completion == key.completion())
                    .map(index::story)
                    .flatMap(Optional::stream)
                    .toList();
            if (stories.isEmpty()) {
                throw CommandException.couldNotRun(
                        "unknown-draft",
                        "the audit index knows no " + wanted(),
                        "Check the id with 'draftgate audit search', or add --bootstrap to read what is new");
            }
            if (json()) {
                console.json(
                        new Document(stories.stream().map(StoryDocument::of).toList()));
            } else {
                stories.forEach(story -> StoryText.lines(story).forEach(console::line));
            }
        }
        return ExitCode.DONE;
    }

    private String wanted() {
        return "draft " + id + (completion == null ? "" : ", completion " + completion)
                + (tenant == null ? "" : ", of tenant " + tenant);
    }
}
