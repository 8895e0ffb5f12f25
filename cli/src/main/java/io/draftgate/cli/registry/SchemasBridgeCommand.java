package io.draftgate.cli.registry;

import io.draftgate.cli.cluster.CatalogueOptions;
import io.draftgate.cli.cluster.KafkaOptions;
import io.draftgate.cli.command.CommandException;
import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.registry.RegistryException;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code draftgate schemas bridge}. */
@Command(
        name = "bridge",
        description =
                "Copy a topic into one in the wire format of the registry, record for record, each exactly once, until "
                        + "Ctrl-C or with --once to its present end. A bridge that is started anew goes on where it was.",
        footer = {
            "",
            "Examples:",
            "  draftgate schemas bridge drafts.published --registry http://localhost:8081 --bootstrap localhost:9092",
            "  draftgate schemas bridge usage --to usage.avro --once --registry http://localhost:8081 --bootstrap kafka:9092"
        })
final class SchemasBridgeCommand extends DraftgateCommand {
    private static final String SUFFIX = ".confluent";

    private final Console console;

    @Parameters(paramLabel = "TOPIC", description = "One of 'topics describe', with its prefix.")
    private String topicName = "";

    @Mixin
    private final KafkaOptions kafkaOptions = new KafkaOptions();

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Mixin
    private final RegistryOption registryOption = new RegistryOption();

    @Option(
            names = "--to",
            paramLabel = "NAME",
            description = "The copy, made where missing (default: the topic's name and .confluent).")
    private @Nullable String target;

    @Option(names = "--once", description = "Stop at what was its end at the start.")
    private boolean once;

    SchemasBridgeCommand(Console console) {
        this.console = console;
    }

    /** What {@code --json} prints. */
    private record Document(String from, String to, long copied) {}

    @Override
    protected ExitCode run() throws Exception {
        Topic<?> topic = catalogueOptions.catalogue().all().stream()
                .filter(one -> one.name().equals(topicName) && one.value() instanceof EventSerde<?>)
                .findFirst()
                .orElseThrow(() -> CommandException.usage(
                        "there is no topic '" + topicName + "' of records", "See 'draftgate topics describe'"));
        String copy = target == null ? topic.name() + SUFFIX : target;
        Map<String, Object> client = kafkaOptions.clientFor(List.of(topic));
        try (TopicBridge bridge = new TopicBridge(topic, copy, client, registryOption.open())) {
            bridge.prepare();
            console.notice("Copying " + topic.name() + " to " + copy + (once ? "." : ". Ctrl-C stops."));
            long copied = bridge.copy(once);
            if (json()) {
                console.json(new Document(topic.name(), copy, copied));
            } else {
                console.line(copied + " records copied.");
            }
            return ExitCode.DONE;
        } catch (RegistryException e) {
            throw CommandException.couldNotRun(
                    "schema-registry", String.valueOf(e.getMessage()), "Check --registry and what it answers");
        } catch (SerializationException e) {
            throw CommandException.couldNotRun(
                    "unreadable-record", String.valueOf(e.getMessage()), "Encrypted records cannot be bridged");
        }
    }
}
