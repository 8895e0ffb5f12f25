package io.draftgate.cli.pipeline;

import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.cli.erasure.KeystoreOption;
import io.draftgate.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate watch}. */
@Command(
        name = "watch",
        description =
                "Print what comes out of the pipeline as it arrives: drafts with their verdict, rejections, ends.",
        footer = {
            "",
            "Examples:",
            "  draftgate watch --bootstrap localhost:9092",
            "  draftgate watch --bootstrap localhost:9092 --from-beginning --max 100 --jsonl"
        })
public final class WatchCommand extends DraftgateCommand {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Console console;

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final KeystoreOption keystoreOption = new KeystoreOption();

    @Option(names = "--from-beginning", description = "Begin with the oldest event that is kept, not with the next.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "Stop after so many events (default: at Ctrl-C).")
    private @Nullable Long max;

    @Option(names = "--jsonl", description = "Print one JSON object a line.")
    private boolean jsonLines;

    /** The command, writing to a console. */
    public WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    protected ExitCode run() throws Exception {
        TopicCatalogue topics =
                catalogueOptions.catalogue().guardedBy(keystoreOption.sealing().guard());
        Map<String, Object> client = kafkaOptions.clientFor(topics.all());
        long limit = max == null ? Long.MAX_VALUE : max;
        try (PipelineEvents events = new PipelineEvents(topics, client)) {
            if (fromBeginning) {
                events.seekToBeginning();
            } else {
                events.seekToEnd();
            }
            long seen = 0;
            while (seen < limit) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                for (PipelineEvent event : events.poll(PATIENCE)) {
                    if (seen++ < limit) {
                        print(event);
                    }
                }
            }
        } catch (InterruptException e) {
            throw new InterruptedException();
        }
        return ExitCode.DONE;
    }

    private void print(PipelineEvent event) {
        WatchedEvent watched = WatchedEvent.of(event);
        if (jsonLines) {
            console.jsonLine(watched);
        } else if (event instanceof PipelineEvent.Screened screened) {
            DraftText.lines(screened.draft(), console.hasColours()).forEach(console::line);
        } else {
            console.line(watched.text());
        }
    }
}
