package io.draftgate.cli.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.gpt2.task.Task;
import io.draftgate.gpt2.task.Tasks;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate tasks}. */
@Command(
        name = "tasks",
        description = "List the tasks that prompts can ask for, with their settings and where they come from.",
        footer = {"", "Examples:", "  draftgate tasks", "  draftgate tasks --tasks my-tasks --json"})
public final class TasksCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final TasksOption tasksOption = new TasksOption();

    /** The command, writing to a console. */
    public TasksCommand(Console console) {
        this.console = console;
    }

    private record Document(List<Entry> tasks) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Entry(
            String name,
            String description,
            String source,
            @Nullable String template,
            @Nullable String kind,
            ObjectNode settings,
            String origin) {
        static Entry of(Task task) {
            return new Entry(
                    task.name(),
                    task.description(),
                    task.source(),
                    task.template().orElse(null),
                    task.chooses() ? "choice" : null,
                    settingsOf(task),
                    task.origin());
        }
    }

    /** What a task's file says, and no more. */
    private static ObjectNode settingsOf(Task task) {
        return new ObjectMapper()
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
                .valueToTree(task.settings());
    }

    @Override
    protected ExitCode run() throws Exception {
        Tasks tasks = tasksOption.open();
        if (json()) {
            console.json(new Document(tasks.all().stream().map(Entry::of).toList()));
        } else {
            tasks.all().forEach(this::print);
        }
        return ExitCode.DONE;
    }

    private void print(Task task) {
        console.line(task.name()
                + (task.template().isEmpty() ? "  (takes no input)" : "")
                + (task.chooses() ? "  (takes choices)" : ""));
        console.line("    " + task.description());
        console.line("    "
                + settingsOf(task).properties().stream()
                        .map(setting -> setting.getKey() + " " + setting.getValue())
                        .collect(Collectors.joining(", ")));
        if (!task.source().isEmpty()) {
            console.line("    " + task.source());
        }
        console.line("    " + task.origin());
    }
}
