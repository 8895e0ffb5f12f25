package io.draftgate.cli.model;

import io.draftgate.gpt2.task.Tasks;
import java.util.Iterator;

/** The names of the bundled tasks, for the help texts. */
final class TaskNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Tasks.bundled().names().iterator();
    }
}
