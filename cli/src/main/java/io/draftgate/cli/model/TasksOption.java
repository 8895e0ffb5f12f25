package io.draftgate.cli.model;

import io.draftgate.gpt2.task.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that adds tasks of one's own. */
public final class TasksOption {

    @Option(
            names = "--tasks",
            paramLabel = "DIR",
            description =
                    "Folder of task files, *.yaml; they come beside the bundled tasks, or in place of one of their name.")
    private @Nullable Path folder;

    /**
     * Reads the tasks.
     *
     * @throws io.draftgate.gpt2.task.TaskFormatException if a file is no task
     */
    public Tasks open() throws IOException {
        return folder == null ? Tasks.bundled() : Tasks.with(folder);
    }
}
