package io.draftgate.cli.model;

import io.draftgate.gpt2.task.Task;
import java.util.Iterator;

/** The names of all tasks, for the help texts. */
final class TaskNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Task.names().iterator();
    }
}
