package io.draftgate.cli.model;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.hub.Hub;
import io.draftgate.cli.hub.HuggingFaceHome;
import io.draftgate.cli.hub.ModelCache;
import io.draftgate.cli.hub.ModelPull;
import io.draftgate.cli.hub.ModelReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate model pull}. */
@Command(
        name = "pull",
        description = {
            "Download a GPT-2 from the Hugging Face hub; afterwards --model takes its name.",
            "Goes on where an earlier pull stopped. The model is checked before it is there; one that is there already is only "
                    + "checked. Kept in $XDG_CACHE_HOME/draftgate/models, else ~/.cache/draftgate/models; HF_TOKEN, or the "
                    + "token in HF_HOME, is sent to the hub alone."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate model pull gpt2",
            "  draftgate model pull gpt2-xl --base-url https://mirror.example.org",
            "  draftgate model pull OWNER/NAME --revision v1.0"
        })
final class ModelPullCommand extends DraftgateCommand {

    private final Console console;

    @Parameters(paramLabel = "NAME", description = "gpt2, gpt2-medium, gpt2-large, gpt2-xl, or OWNER/NAME.")
    private String name = "";

    @Option(names = "--revision", paramLabel = "R", description = "Branch, tag or commit (default: main).")
    private @Nullable String revision;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "The hub, or a mirror of it (default: HF_ENDPOINT, else " + Hub.DEFAULT_BASE + ").")
    private @Nullable String baseUrl;

    ModelPullCommand(Console console) {
        this.console = console;
    }

    private record Document(
            String name,
            String revision,
            @Nullable String commit,
            long bytes,
            String modelDigest,
            String folder,
            boolean wasThere) {
        static Document of(ModelPull.Pulled pulled) {
            return new Document(
                    pulled.model().name(),
                    pulled.model().revision(),
                    pulled.model().commit(),
                    pulled.model().bytes(),
                    pulled.model().digest(),
                    pulled.folder().toString(),
                    pulled.wasThere());
        }
    }

    @Override
    protected ExitCode run() throws Exception {
        Map<String, String> environment = System.getenv();
        ModelReference reference = ModelReference.parse(name);
        Hub hub = Hub.at(address(environment), new HuggingFaceHome(environment).token());
        ModelPull.Pulled pulled;
        try (PullProgress progress = new PullProgress(console)) {
            pulled = new ModelPull(hub, ModelCache.of(environment), progress)
                    .pull(revision == null ? reference : reference.at(revision));
        }
        if (json()) {
            console.json(Document.of(pulled));
        } else {
            console.line(pulled.model().name() + (pulled.wasThere() ? " is there already, whole: " : " is in ")
                    + pulled.folder() + ", " + (pulled.model().bytes() >> 20) + " MiB, "
                    + pulled.model().digest() + ".");
        }
        return ExitCode.DONE;
    }

    private String address(Map<String, String> environment) {
        String configured = environment.getOrDefault("HF_ENDPOINT", "");
        return baseUrl != null ? baseUrl : configured.isEmpty() ? Hub.DEFAULT_BASE : configured;
    }
}
