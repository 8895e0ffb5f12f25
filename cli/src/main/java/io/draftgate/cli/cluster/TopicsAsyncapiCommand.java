package io.draftgate.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code draftgate topics asyncapi}. */
@Command(
        name = "asyncapi",
        description = "Describe the topics, who reads and writes them, and their records as an AsyncAPI 3 document.",
        footer = {
            "",
            "Examples:",
            "  draftgate topics asyncapi > asyncapi.yaml",
            "  draftgate topics asyncapi --prefix staging. --json"
        })
final class TopicsAsyncapiCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    TopicsAsyncapiCommand(Console console) {
        this.console = console;
    }

    /** What {@code --json} prints. */
    private record Document(JsonNode asyncapi) {}

    @Override
    protected ExitCode run() throws Exception {
        JsonNode document = new AsyncApiDocument(catalogueOptions.catalogue()).tree();
        if (json()) {
            console.json(new Document(document));
        } else {
            YAMLMapper yaml = YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build();
            console.piece(yaml.writeValueAsString(document));
        }
        return ExitCode.DONE;
    }
}
