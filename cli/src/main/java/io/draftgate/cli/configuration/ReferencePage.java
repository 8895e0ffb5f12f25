package io.draftgate.cli.configuration;

import java.util.Map;

/** The page {@code docs/configuration.md}, written from the commands themselves. Confined to one thread. */
final class ReferencePage {
    private static final String HEAD = """
            # Configuration

            *Made by `draftgate config reference > docs/configuration.md`; a test fails when it is stale.*

            Every service takes its settings from one YAML file (`--config FILE`, or the variable `DRAFTGATE_CONFIG`), from variables, and from
            options. An option counts more than a variable, a variable more than the file; among variables, and in the file, the section of a
            service counts more than `services`. `cluster` holds for every command that talks to Kafka.

                cluster:
                  bootstrap: kafka:9092
                  client-config: /etc/draftgate/client.properties
                services:
                  keystore: /var/lib/draftgate/keys
                generator:
                  state-dir: /var/lib/draftgate/generator
                  slots: 16
                  tenant-weight: {acme: 2, free: 0.5}
                detector:
                  state-dir: /var/lib/draftgate/detector
                index:
                  database: {file: /run/secrets/audit-database}

            A key is the name of the option without its dashes. What may be repeated is a list, or a mapping for pairs; in a variable it is
            separated by commas. A secret may stand alone in a file: `{file: PATH}` in YAML, or a variable whose name ends in `_FILE`
            (`DRAFTGATE_INDEX_DATABASE_FILE=/run/secrets/audit-database`). A switch is `true` or `false`. An empty default means: off, or none.

                draftgate config check --config draftgate.yaml      # all mistakes at once; exit code 3 if there are any
                draftgate config show generator --config draftgate.yaml   # every value and where it comes from, secrets masked

            An unknown section, key or variable is refused, with the nearest one that exists; a service with such a configuration does not
            start (exit code 2). `config check` finds what cannot be read as what it should be and what is not allowed, and says in which line
            or variable it stands; whether a file or a cluster exists, a service says when it starts.
            """;

    private static final Map<String, String> ABOUT = Map.of(
            "cluster", "For every command that takes `--client-config`.",
            "services", "For each of generator, detector, index and console that has the option.",
            "generator", "`draftgate run generator`.",
            "detector", "`draftgate run detector`.",
            "index", "`draftgate run index`.",
            "console", "`draftgate run console`.",
            "broker", "`draftgate broker`, for trying things out.");

    private final ConfigSchema schema;

    ReferencePage(ConfigSchema schema) {
        this.schema = schema;
    }

    String text() {
        StringBuilder page = new StringBuilder(HEAD);
        for (String section : schema.sections()) {
            page.append("\n## ").append(section).append("\n\n").append(ABOUT.get(section));
            page.append("\n\n| key | variable | default | allowed | meaning |\n|---|---|---|---|---|\n");
            schema.keys(section).forEach(key -> page.append(row(key)));
        }
        return page.toString();
    }

    private static String row(ConfigKey key) {
        String defaultText = key.option().required() ? "*required*" : key.defaultText();
        return "| `%s` | `%s` | %s | %s | %s |%n"
                .formatted(
                        key.name(),
                        key.variable(),
                        cell(defaultText),
                        cell(key.allowedText()),
                        cell(key.description()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
