package io.draftgate.cli.drill;

import io.draftgate.cli.command.DrillTether;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * This program, so that more processes of it can be started: the same Java, options and class path, from the jar as from a
 * test. Immutable.
 *
 * @param command what comes before the arguments of {@code draftgate}
 */
record OwnProgram(List<String> command) {
    /** A second debugger or agent would fight for the first one's port; a child has no terminal. */
    private static final List<String> NOT_FOR_CHILDREN =
            List.of("-agentlib:", "-agentpath:", "-javaagent:", "-Xrunjdwp", "-Ddraftgate.terminals=");

    OwnProgram {
        command = List.copyOf(command);
    }

    /** @param main whose {@code main} method takes the arguments */
    static OwnProgram ofThisProcess(Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> NOT_FOR_CHILDREN.stream().noneMatch(option::startsWith))
                .forEach(command::add);
        command.add(DrillTether.optionForChildren());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return new OwnProgram(command);
    }

    /** The same, from another build's jar. */
    OwnProgram ofJar(Path jar) {
        List<String> other = new ArrayList<>(command);
        other.set(other.indexOf("-cp") + 1, jar.toString());
        return new OwnProgram(other);
    }

    /** The same, but what its processes leave of their native libraries when they are killed stays in a folder. */
    OwnProgram withTemporaryFilesIn(Path folder) {
        List<String> longer = new ArrayList<>(command);
        longer.add(1, "-Djava.io.tmpdir=" + folder);
        return new OwnProgram(longer);
    }

    /** A process to be started, which writes what it prints to the end of a file. */
    ProcessBuilder process(Path output, List<String> arguments) {
        return new ProcessBuilder(
                        Stream.concat(command.stream(), arguments.stream()).toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    }
}
