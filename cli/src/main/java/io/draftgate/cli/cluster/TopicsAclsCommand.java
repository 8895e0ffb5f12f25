package io.draftgate.cli.cluster;

import io.draftgate.cli.command.DraftgateCommand;
import io.draftgate.cli.command.ExitCode;
import io.draftgate.cli.console.Console;
import io.draftgate.streams.TopicAdministration;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.acl.AclBinding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code draftgate topics acls}. */
@Command(
        name = "acls",
        description = {
            "List what each service and each kind of person may do in Kafka, and nothing else: one user each, named like its role. "
                    + "With --apply, tell the cluster so; what it has besides stays."
        },
        footer = {
            "",
            "Examples:",
            "  draftgate topics acls",
            "  draftgate topics acls --role generator --json",
            "  draftgate topics acls --apply --bootstrap kafka:9093 --client-config admin.properties"
        })
final class TopicsAclsCommand extends DraftgateCommand {
    private final Console console;

    @Mixin
    private final CatalogueOptions catalogueOptions = new CatalogueOptions();

    @Option(
            names = "--role",
            paramLabel = "NAME",
            description = "Only this one (default: all): ${COMPLETION-CANDIDATES}.")
    private @Nullable ServiceRole role;

    @Option(names = "--apply", description = "Create them on the cluster that --bootstrap names.")
    private boolean apply;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Where Kafka listens.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description = "Kafka client properties of a user who may alter the cluster.")
    private @Nullable Path clientConfig;

    TopicsAclsCommand(Console console) {
        this.console = console;
    }

    /** What {@code --json} prints. */
    private record Document(List<Rule> rules) {}

    private record Rule(String user, String operation, String resource, String name, String pattern) {
        static Rule of(AclBinding binding) {
            return new Rule(
                    binding.entry().principal(),
                    binding.entry().operation().name(),
                    binding.pattern().resourceType().name(),
                    binding.pattern().name(),
                    binding.pattern().patternType().name());
        }

        String text() {
            return "%-16s %-16s %-16s %s%s"
                    .formatted(user, operation, resource, name, pattern.equals("PREFIXED") ? "*" : "");
        }
    }

    @Override
    protected ExitCode run() throws Exception {
        AccessRules rules = new AccessRules(catalogueOptions.catalogue());
        List<AclBinding> bindings = Arrays.stream(ServiceRole.values())
                .filter(one -> role == null || one == role)
                .flatMap(one -> rules.of(one).stream())
                .toList();
        if (apply) {
            try (TopicAdministration administration =
                    new TopicAdministration(KafkaOptions.client(bootstrapServers, clientConfig))) {
                administration.allow(bindings);
            }
        }
        List<Rule> documents = bindings.stream().map(Rule::of).distinct().toList();
        if (json()) {
            console.json(new Document(documents));
        } else {
            documents.forEach(rule -> console.line(rule.text()));
        }
        return ExitCode.DONE;
    }
}
