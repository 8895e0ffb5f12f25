package io.draftgate.cli.configuration;

import io.draftgate.cli.command.CommandException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * All that is set, and all that is wrong with it. Immutable.
 *
 * @param ofEnvironment counts more than
 * @param ofFile what the file says
 * @param problems one sentence each, with its place
 */
record Settings(List<Setting> ofEnvironment, List<Setting> ofFile, List<String> problems) {
    static final String FILE_VARIABLE = "DRAFTGATE_CONFIG";

    Settings {
        ofEnvironment = List.copyOf(ofEnvironment);
        ofFile = List.copyOf(ofFile);
        problems = List.copyOf(problems);
    }

    /** The file that is meant, if any: the one that was typed, or else that of the environment. */
    static @Nullable Path file(@Nullable Path typed, Map<String, String> environment) {
        String named = environment.getOrDefault(FILE_VARIABLE, "");
        return typed != null || named.isEmpty() ? typed : Path.of(named);
    }

    /**
     * Reads file and environment.
     *
     * @throws IOException if the file, or a file of a secret, cannot be read
     */
    static Settings read(ConfigSchema schema, @Nullable Path file, Map<String, String> environment) throws IOException {
        List<String> problems = new ArrayList<>();
        List<Setting> ofFile = file == null ? List.of() : new SettingsFile(schema, file, problems).read();
        List<Setting> ofEnvironment = new SettingsEnvironment(schema, environment, problems).read();
        for (Setting setting :
                Stream.concat(ofFile.stream(), ofEnvironment.stream()).toList()) {
            setting.key()
                    .problem(setting.values())
                    .ifPresent(problem ->
                            problems.add(setting.origin() + ": " + setting.key().path() + ": " + problem));
        }
        return new Settings(ofEnvironment, ofFile, problems);
    }

    /** What is set for an option of a command; the environment counts more, then the section of the service. */
    Optional<Setting> of(CommandLine command, OptionSpec option) {
        List<String> sections = ConfigSchema.sectionsOf(command, option);
        return Stream.of(ofEnvironment, ofFile)
                .flatMap(source -> sections.stream().flatMap(section -> in(source, section, option)))
                .findFirst();
    }

    private static Stream<Setting> in(List<Setting> source, String section, OptionSpec option) {
        return source.stream()
                .filter(setting -> setting.key().section().equals(section)
                        && setting.key().option().longestName().equals(option.longestName()));
    }

    /** @throws CommandException that says all that is wrong */
    void requireRight() {
        if (!problems.isEmpty()) {
            throw CommandException.usage(
                    "the configuration has " + (problems.size() == 1 ? "a mistake: " : problems.size() + " mistakes: ")
                            + String.join("; ", problems),
                    "See 'draftgate config reference' for all keys");
        }
    }
}
