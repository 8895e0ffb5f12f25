package io.draftgate.gpt2.task;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tasks that can be asked for, by name. Immutable and thread-safe. */
public final class Tasks {
    private static final String SUFFIX = ".yaml";

    private static final List<String> BUNDLED = List.of(
            "story",
            "news",
            "essay",
            "summarise",
            "translate",
            "qa",
            "reading-comprehension",
            "code",
            "cloze",
            "cloze-last-word",
            "fewshot",
            "unconditional");

    private final Map<String, Task> tasks;

    private Tasks(Map<String, Task> tasks) {
        this.tasks = tasks;
    }

    /** The tasks that come with this module. */
    public static Tasks bundled() {
        List<String> problems = new ArrayList<>();
        Map<String, Task> tasks = new LinkedHashMap<>();
        for (String name : BUNDLED) {
            add(new TaskReader(name + SUFFIX, problems).read(resource(name + SUFFIX), Task.BUNDLED), tasks);
        }
        return checked(tasks, problems);
    }

    /**
     * The bundled tasks and those of a folder, one in each file that ends in {@code .yaml} or {@code .yml}. A task of the name of a
     * bundled one takes its place.
     *
     * @throws TaskFormatException that names everything that is wrong with all files
     * @throws IOException if the folder cannot be read
     */
    public static Tasks with(Path folder) throws IOException {
        List<String> problems = new ArrayList<>();
        Map<String, Task> own = new LinkedHashMap<>();
        for (Path file : files(folder)) {
            Optional<Task> task =
                    new TaskReader(file.toString(), problems).read(Files.readAllBytes(file), file.toString());
            if (task.isPresent() && own.containsKey(task.get().name())) {
                problems.add(file + ": the task " + task.get().name() + " is in "
                        + own.get(task.get().name()).origin() + " already, expected another name");
            }
            add(task, own);
        }
        if (own.isEmpty() && problems.isEmpty()) {
            problems.add(folder + ": no files that end in .yaml, expected one a task");
        }
        Map<String, Task> tasks = new LinkedHashMap<>(bundled().tasks);
        tasks.putAll(own);
        return checked(tasks, problems);
    }

    /** The task of a name; upper and lower case, and hyphen and underscore, are the same. */
    public Optional<Task> named(String name) {
        return Optional.ofNullable(tasks.get(name.replace('_', '-').toLowerCase(Locale.ROOT)));
    }

    public List<String> names() {
        return List.copyOf(tasks.keySet());
    }

    public Collection<Task> all() {
        return List.copyOf(tasks.values());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path ->
                            path.toString().endsWith(SUFFIX) || path.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    private static void add(Optional<Task> task, Map<String, Task> tasks) {
        task.ifPresent(read -> tasks.put(read.name(), read));
    }

    private static Tasks checked(Map<String, Task> tasks, List<String> problems) {
        if (!problems.isEmpty()) {
            throw new TaskFormatException(problems);
        }
        return new Tasks(tasks);
    }

    private static byte[] resource(String file) {
        try (InputStream in = Tasks.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no task file " + file + " beside the tasks");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
