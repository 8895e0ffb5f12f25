package io.draftgate.cli.configuration;

import io.draftgate.cli.command.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads variables such as {@code DRAFTGATE_GENERATOR_SLOTS}. With {@code _FILE} behind its name a variable tells where the
 * value stands, as container engines hand out secrets. Confined to one call of {@link #read}.
 */
final class SettingsEnvironment {
    private static final String OF_FILE = "_FILE";

    private final ConfigSchema schema;
    private final Map<String, String> environment;
    private final List<String> problems;

    SettingsEnvironment(ConfigSchema schema, Map<String, String> environment, List<String> problems) {
        this.schema = schema;
        this.environment = new TreeMap<>(environment);
        this.problems = problems;
    }

    List<Setting> read() throws IOException {
        List<Setting> settings = new ArrayList<>();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (isOurs(variable.getKey())) {
                setting(variable.getKey(), variable.getValue()).ifPresent(settings::add);
            }
        }
        return settings;
    }

    /** Other variables of ours, such as {@code DRAFTGATE_CONFIG}, name no section and none that sounds like one. */
    private boolean isOurs(String variable) {
        if (!variable.startsWith(ConfigKey.VARIABLE_PREFIX)) {
            return false;
        }
        String section = variable.substring(ConfigKey.VARIABLE_PREFIX.length()).replaceFirst("_.*", "");
        return NearestName.of(section.toLowerCase(Locale.ROOT), schema.sections())
                .isPresent();
    }

    private Optional<Setting> setting(String variable, String value) throws IOException {
        Optional<ConfigKey> direct = key(variable);
        if (direct.isPresent()) {
            return direct.map(key -> new Setting(key, values(key, value), variable));
        }
        if (variable.endsWith(OF_FILE)) {
            Optional<ConfigKey> filed = key(variable.substring(0, variable.length() - OF_FILE.length()));
            if (filed.isPresent()) {
                String content = Files.readString(Path.of(value)).strip();
                return filed.map(key -> new Setting(key, values(key, content), value + ", named by " + variable));
            }
        }
        problems.add(variable + ": "
                + NearestName.of(
                                variable, schema.keys().map(ConfigKey::variable).toList())
                        .map(name -> "unknown variable, did you mean " + name + "?")
                        .orElse("unknown variable"));
        return Optional.empty();
    }

    private Optional<ConfigKey> key(String variable) {
        return schema.keys().filter(key -> key.variable().equals(variable)).findFirst();
    }

    /** Options that may be repeated are separated by commas. */
    private static List<String> values(ConfigKey key, String value) {
        return key.option().isMultiValue() ? Arrays.asList(value.split("\\s*,\\s*")) : List.of(value);
    }
}
