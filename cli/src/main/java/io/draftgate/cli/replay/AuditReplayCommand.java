package io.draftgate.cli.replay;

import io.draftgate.cli.audit.AuditLog;
import io.draftgate.cli.audit.Evidence;
import io.draftgate.cli.audit.Verification;
import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.erasure.KeystoreOption;
import io.draftgate.cli.model.ModelOption;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.schemas.TopicCatalogue;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate audit replay}. */
@Command(
        name = "replay",
        description = {
            "Prove drafts of the audit log by replaying them: feed prompt and draft through the model once, draw the random "
                    + "numbers of the recorded seed again, and check that each token lies where they point to.",
            "Says accepted, refuted, inconclusive (greedy, too short, another model) or erased of each."
        },
        footer = {
            "",
            "Exit code 3 if a draft is refuted. The drafts come from the log alone; verify the log itself with 'audit verify'.",
            "",
            "Examples:",
            "  draftgate audit replay --bootstrap localhost:9092 --id default/essay-walking",
            "  draftgate audit replay --bootstrap localhost:9092 --sample 100 --sample-seed 7 --json",
            "  draftgate audit replay --bootstrap localhost:9092 --model gpt2 --stepwise"
        })
public final class AuditReplayCommand extends DraftgateCommand {
    private static final int MAX_SAMPLE = 1_000_000;

    private final Console console;

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final KeystoreOption keystoreOption = new KeystoreOption();

    @Mixin
    private final ModelOption modelOption = new ModelOption();

    @Option(
            names = "--id",
            paramLabel = "[TENANT/]ID",
            description = "The drafts of this prompt (default: all drafts).")
    private @Nullable String id;

    @Option(names = "--sample", paramLabel = "N", description = "So many drafts, drawn at random from all.")
    private @Nullable Integer sample;

    @Option(names = "--sample-seed", paramLabel = "N", description = "Seed of the sample (default: ${DEFAULT-VALUE}).")
    private long sampleSeed;

    @Option(
            names = "--stepwise",
            description = "Compute every number of drafts in F32 to the last bit, too, as for int8 and int4: slower.")
    private boolean stepwise;

    /** The command, writing to a console. */
    public AuditReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() {
        requireSense();
        TopicCatalogue topics = catalogueOptions.catalogue();
        AuditLog log = new AuditLog(topics, kafkaOptions.clientFor(List.of(topics.auditRecords())));
        try (Gpt2 model = modelOption.open();
                DraftReplay replay = new DraftReplay(model, stepwise)) {
            ReplayResults results = new ReplayResults(console, json(), replay);
            if (sample == null) {
                read(log, draft -> {
                    if (id == null || isMeant(draft)) {
                        results.add(draft);
                    }
                });
            } else {
                DraftSample drawn = new DraftSample(sample, sampleSeed);
                read(log, drawn);
                drawn.drafts().forEach(results::add);
            }
            if (id != null && results.isEmpty()) {
                throw CommandException.couldNotRun(
                        "unknown-draft",
                        "the log holds no draft of " + id,
                        "Check the id with 'draftgate audit search'");
            }
            results.finish();
            return results.isRefuted() ? ExitCode.FOUND_WRONG : ExitCode.DONE;
        }
    }

    private void requireSense() {
        if (id != null && sample != null) {
            throw CommandException.usage("--id and --sample are both given", "Leave one of them out");
        }
        if (sample != null && (sample < 1 || sample > MAX_SAMPLE)) {
            throw CommandException.usage("--sample is " + sample + ", expected 1 to " + MAX_SAMPLE, "Try --sample 100");
        }
    }

    private void read(AuditLog log, Consumer<RecordedDraft> drafts) {
        Verification verification = log.verify(Evidence.NONE, new RecordedDrafts(keystoreOption.sealing(), drafts));
        if (!verification.isIntact()) {
            console.notice("The log itself is not intact, run 'draftgate audit verify': "
                    + verification.problems().get(0).message());
        }
    }

    private boolean isMeant(RecordedDraft draft) {
        String key = draft.key();
        return key.equals(id) || key.substring(key.indexOf('/') + 1).equals(id);
    }
}
