package io.draftgate.cli.configuration;

import io.draftgate.cli.command.AllowedRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * One thing that can be configured: an option of a command. Immutable but for the command, which parses.
 *
 * @param section of the file, e.g. {@code generator}
 * @param command that knows the option, and how to read its value
 */
record ConfigKey(String section, CommandLine command, OptionSpec option) {
    static final String VARIABLE_PREFIX = "DRAFTGATE_";

    /** A description ends with it where there is more to say than a value. */
    private static final Pattern DEFAULT = Pattern.compile("\\s*\\(default: (.*)\\)(?=\\.?$|: )");

    private static final String INTERPOLATED = "${DEFAULT-VALUE}";

    /** As it stands in the file, e.g. {@code state-dir}. */
    String name() {
        return option.longestName().replaceFirst("^--", "");
    }

    /** With its section, e.g. {@code generator.state-dir}. */
    String path() {
        return section + "." + name();
    }

    /** The environment variable that sets it, e.g. {@code DRAFTGATE_GENERATOR_STATE_DIR}. */
    String variable() {
        return VARIABLE_PREFIX + (section + "_" + name()).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether it is an option without a value. */
    boolean isSwitch() {
        return option.arity().max() == 0;
    }

    /** What is used if nobody says otherwise, in words. */
    String defaultText() {
        Matcher described = DEFAULT.matcher(rawDescription());
        if (described.find() && !described.group(1).equals(INTERPOLATED)) {
            return described.group(1);
        }
        Object initial = option.initialValue();
        boolean nothing = initial == null
                || option.required()
                || initial.toString().isEmpty()
                || initial.toString().equals("{}")
                || initial.toString().equals("[]");
        return nothing ? "" : initial.toString();
    }

    /** Which values it takes, in words; empty where that is no range and no choice. */
    String allowedText() {
        if (isSwitch()) {
            return "true, false";
        }
        return AllowedRange.of(option).map(AllowedRange::text).orElseGet(this::choices);
    }

    private String choices() {
        return option.completionCandidates() == null
                ? ""
                : String.join(", ", option.completionCandidates()).toLowerCase(Locale.ROOT);
    }

    /** What it means, in one sentence and without its default. */
    String description() {
        return DEFAULT.matcher(rawDescription())
                .replaceFirst("")
                .replace("${COMPLETION-CANDIDATES}", choices())
                .replace("%%", "%");
    }

    private String rawDescription() {
        return Arrays.stream(option.description()).collect(Collectors.joining(" "));
    }

    /** The same as arguments of the command; none for a switch that is off. */
    List<String> arguments(List<String> values) {
        List<String> arguments = new ArrayList<>();
        for (String value : values) {
            if (!isSwitch()) {
                arguments.add(option.longestName() + "=" + value);
            } else if (!value.equals("false")) {
                arguments.add(value.equals("true") ? option.longestName() : option.longestName() + "=" + value);
            }
        }
        return arguments;
    }

    private CommandLine root() {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root;
    }

    private List<String> commandPath() {
        List<String> path = new ArrayList<>();
        for (CommandLine each = command; each.getParent() != null; each = each.getParent()) {
            path.add(0, each.getCommandName());
        }
        return path;
    }

    /** What is wrong with values, or nothing. The command has to be one that does not run. */
    Optional<String> problem(List<String> values) {
        if (isSwitch() && values.stream().anyMatch(value -> !value.equals("true") && !value.equals("false"))) {
            return Optional.of(values.get(0) + ", expected true or false");
        }
        if (!option.isMultiValue() && values.size() != 1) {
            return Optional.of(values.size() + " values, expected one");
        }
        try {
            List<String> line = new ArrayList<>(commandPath());
            line.addAll(arguments(values));
            root().parseArgs(line.toArray(String[]::new));
        } catch (CommandLine.MissingParameterException othersAreMissing) {
            // It is found after all values are read.
        } catch (ParameterException e) {
            String message = SecretMask.masked(String.valueOf(e.getMessage()));
            return Optional.of(message.replaceFirst("^Invalid value for option '.*?'(?: \\(.*?\\))?: ", ""));
        }
        return AllowedRange.of(option).flatMap(AllowedRange::problem);
    }
}
