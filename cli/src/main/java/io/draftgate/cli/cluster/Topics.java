package io.draftgate.cli.cluster;

import io.draftgate.cli.command.CommandException;
import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of a catalogue in a cluster: as they are, and made as they should be. Thread-safe. */
public final class Topics {

    private static final Duration MAX_WAIT_FOR_SIGHT = Duration.ofSeconds(10);

    private final Admin admin;
    private final TopicCatalogue catalogue;
    private final Clock clock;

    /** The topics of a catalogue in the cluster that the client speaks to. */
    public Topics(Admin admin, TopicCatalogue catalogue, Clock clock) {
        this.admin = admin;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * Creates the topics that are missing, and returns when they can be seen; those that exist stay as they are.
     *
     * @param replicationFactor copies of every partition; empty for the default of the cluster
     * @return the names of the topics that were created
     */
    public List<String> create(Optional<Short> replicationFactor) throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<NewTopic> missing = catalogue.all().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), replicationFactor)
                        .configs(topic.config()))
                .toList();
        List<String> created = new ArrayList<>();
        for (var creation : admin.createTopics(missing).values().entrySet()) {
            try {
                creation.getValue().get();
                created.add(creation.getKey());
            } catch (ExecutionException e) {
                // Somebody else started at the same moment: the topic is there, which is all we wanted.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        awaitSight(created);
        return created;
    }

    /** A broker hears from its controller a moment after we do, and until then would call the topics missing. */
    private void awaitSight(List<String> created) throws ExecutionException, InterruptedException {
        Instant deadline = clock.instant().plus(MAX_WAIT_FOR_SIGHT);
        // Every look is a round trip, so this does not spin.
        while (!admin.listTopics().names().get().containsAll(created)) {
            if (clock.instant().isAfter(deadline)) {
                throw CommandException.couldNotRun(
                        "topics-not-visible",
                        "the topics were created, but the cluster does not show them after " + MAX_WAIT_FOR_SIGHT,
                        "Look at the health of its brokers");
            }
        }
    }

    /** Every topic of the catalogue as it is, in the order of the catalogue. */
    List<TopicState> states() throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<String> present = catalogue.all().stream()
                .map(Topic::name)
                .filter(existing::contains)
                .toList();
        Map<String, TopicDescription> descriptions =
                admin.describeTopics(present).allTopicNames().get();
        Map<String, Config> configs = configs(present);
        List<TopicState> states = new ArrayList<>();
        for (Topic<?> topic : catalogue.all()) {
            TopicDescription description = descriptions.get(topic.name());
            Config config = configs.get(topic.name());
            states.add(
                    description == null || config == null
                            ? new TopicState(topic, false, List.of())
                            : new TopicState(topic, true, deviations(topic, description, config)));
        }
        return states;
    }

    private Map<String, Config> configs(Collection<String> names) throws ExecutionException, InterruptedException {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return admin.describeConfigs(resources).all().get().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    private static List<String> deviations(Topic<?> topic, TopicDescription description, Config config) {
        List<String> deviations = new ArrayList<>();
        int partitions = description.partitions().size();
        if (partitions != topic.partitions()) {
            deviations.add("partitions: " + partitions + ", expected " + topic.partitions());
        }
        topic.config().forEach((key, expected) -> {
            String found = Optional.ofNullable(config.get(key))
                    .map(entry -> entry.value())
                    .orElse("nothing");
            if (!found.equals(expected)) {
                deviations.add(key + ": " + found + ", expected " + expected);
            }
        });
        return deviations;
    }
}
