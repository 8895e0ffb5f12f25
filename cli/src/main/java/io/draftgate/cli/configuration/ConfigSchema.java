package io.draftgate.cli.configuration;

import io.draftgate.cli.command.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** All that can be configured, taken from the commands. Confined to one thread, like the commands. */
final class ConfigSchema {
    /** How to reach Kafka and which topics are meant, for every command that asks. */
    static final String CLUSTER = "cluster";

    /** What several services have in common. */
    static final String SERVICES = "services";

    static final List<String> SERVICE_NAMES = List.of("generator", "detector", "index", "console");
    private static final String BROKER = "broker";

    private static final Set<String> CLUSTER_OPTIONS =
            Set.of("--bootstrap", "--client-config", "--prefix", "--partitions", "--plaintext-retention");

    /** Said anew in every run. */
    private static final Set<String> NEVER = Set.of("--help", "--json", "--debug", "--config");

    private final Map<String, List<ConfigKey>> keys = new LinkedHashMap<>();

    private ConfigSchema() {}

    /** The schema of all commands below the root. */
    static ConfigSchema of(CommandLine root) {
        ConfigSchema schema = new ConfigSchema();
        Map<String, CommandLine> services = new LinkedHashMap<>();
        SERVICE_NAMES.forEach(name -> services.put(name, below(below(root, "run"), name)));
        services.put(BROKER, below(root, BROKER));

        schema.keys.put(CLUSTER, new ArrayList<>());
        schema.keys.put(SERVICES, new ArrayList<>());
        services.forEach((name, command) -> options(command).forEach(option -> schema.add(name, command, option)));
        return schema;
    }

    private static CommandLine below(CommandLine command, String name) {
        return Objects.requireNonNull(command.getSubcommands().get(name), name);
    }

    private void add(String service, CommandLine command, OptionSpec option) {
        if (CLUSTER_OPTIONS.contains(option.longestName())) {
            addOnce(new ConfigKey(CLUSTER, command, option));
            return;
        }
        ConfigKey key = new ConfigKey(service, command, option);
        boolean elsewhere = keys.entrySet().stream()
                .filter(section -> SERVICE_NAMES.contains(section.getKey()))
                .flatMap(section -> section.getValue().stream())
                .anyMatch(other -> other.name().equals(key.name()));
        if (elsewhere && SERVICE_NAMES.contains(service)) {
            addOnce(new ConfigKey(SERVICES, command, option));
        }
        keys.computeIfAbsent(service, name -> new ArrayList<>()).add(key);
    }

    private void addOnce(ConfigKey key) {
        if (find(key.section(), key.name()).isEmpty()) {
            keys.computeIfAbsent(key.section(), name -> new ArrayList<>()).add(key);
        }
    }

    private static Stream<OptionSpec> options(CommandLine command) {
        return command.getCommandSpec().options().stream().filter(option -> !NEVER.contains(option.longestName()));
    }

    List<String> sections() {
        return List.copyOf(keys.keySet());
    }

    List<ConfigKey> keys(String section) {
        return keys.getOrDefault(section, List.of());
    }

    Stream<ConfigKey> keys() {
        return keys.values().stream().flatMap(List::stream);
    }

    /** All options of a service, those that speak of the cluster first. */
    Stream<ConfigKey> ofService(String service) {
        CommandLine command = keys(service).get(0).command();
        return options(command)
                .map(option -> new ConfigKey(service, command, option))
                .sorted(Comparator.comparing(
                        key -> !CLUSTER_OPTIONS.contains(key.option().longestName())));
    }

    Optional<ConfigKey> find(String section, String name) {
        return keys(section).stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** What is said to a name that nobody knows. */
    static String unknown(String what, String typed, List<String> known) {
        return "unknown " + what
                + NearestName.of(typed, known)
                        .map(name -> ", did you mean " + name + "?")
                        .orElse(", expected one of " + String.join(", ", known));
    }

    /** Whether a command reads the configuration at all. */
    static boolean isConfigurable(CommandLine command) {
        return command.getCommandSpec().optionsMap().containsKey("--client-config") || isService(command);
    }

    /** The sections that speak of an option of a command; the one that counts more comes first. */
    static List<String> sectionsOf(CommandLine command, OptionSpec option) {
        if (CLUSTER_OPTIONS.contains(option.longestName())) {
            return List.of(CLUSTER);
        }
        if (!isService(command)) {
            return List.of();
        }
        String name = command.getCommandName();
        return name.equals(BROKER) ? List.of(name) : List.of(name, SERVICES);
    }

    private static boolean isService(CommandLine command) {
        CommandLine parent = command.getParent();
        return parent != null
                && (parent.getCommandName().equals("run")
                        || command.getCommandName().equals(BROKER));
    }
}
