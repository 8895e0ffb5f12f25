package io.draftgate.streams;

import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates and checks the topics of the catalogue on a cluster, and who may use them. Thread-safe. */
public final class TopicAdministration implements AutoCloseable {
    /** An unreachable broker should be told of soon, a slow one should not be called unreachable. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration VISIBILITY_POLL = Duration.ofMillis(20);

    private final String bootstrapServers;
    private final Admin admin;

    /**
     * Connects lazily; nothing is sent before the first call.
     *
     * @param client how to reach the brokers: {@code bootstrap.servers}, security
     * @throws TopicException if the settings cannot be used, e.g. a host that cannot be resolved
     */
    public TopicAdministration(Map<String, Object> client) {
        this.bootstrapServers = String.valueOf(client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
        Map<String, Object> config = new HashMap<>(client);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 3);
        try {
            this.admin = Admin.create(config);
        } catch (org.apache.kafka.common.KafkaException e) {
            Throwable cause = e.getCause() instanceof ConfigException ? e.getCause() : e;
            throw new TopicException("bootstrap " + bootstrapServers + ": " + cause.getMessage(), e);
        }
    }

    /**
     * Creates the topics that are missing and leaves the others as they are. Returns when they can be used.
     *
     * @return names of the topics that were created
     */
    public List<String> create(TopicCatalogue catalogue) {
        Map<String, Topic<?>> wanted = new TreeMap<>();
        catalogue.all().forEach(topic -> wanted.put(topic.name(), topic));
        List<NewTopic> topics = wanted.values().stream()
                .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                        .configs(topic.config()))
                .toList();
        List<String> created = new ArrayList<>();
        admin.createTopics(topics).values().forEach((name, result) -> {
            if (get(result.thenApply(nothing -> name), "create topic " + name, TopicExistsException.class::isInstance)
                    .isPresent()) {
                created.add(name);
            }
        });
        awaitVisible(
                () -> partitions(catalogue).size() == catalogue.all().size(), "topics were created but do not appear");
        return created;
    }

    /** Returns when the cluster has so many brokers that take replicas: one that has only just started does not yet. */
    public void awaitBrokers(int count) {
        awaitVisible(
                () -> get(admin.describeCluster().nodes(), "list the brokers", error -> false)
                        .filter(nodes -> nodes.size() >= count)
                        .isPresent(),
                "not all of " + count + " brokers are there");
    }

    /**
     * Adds rules of access to those that the cluster has. Returns when they are in force: a service that started in between would be
     * refused.
     */
    public void allow(Collection<AclBinding> rules) {
        get(admin.createAcls(rules).all().thenApply(nothing -> true), "add rules of access", error -> false);
        awaitVisible(
                () -> get(admin.describeAcls(AclBindingFilter.ANY).values(), "read rules of access", error -> false)
                        .filter(found -> found.containsAll(rules))
                        .isPresent(),
                "rules of access were accepted but are not in force");
    }

    /** Gives topics that exist the retention of the catalogue, e.g. after that was shortened. */
    public void applyRetention(Collection<? extends Topic<?>> topics) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (Topic<?> topic : topics) {
            changes.put(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                    Stream.of(TopicConfig.RETENTION_MS_CONFIG, TopicConfig.SEGMENT_MS_CONFIG)
                            .map(name -> new AlterConfigOp(
                                    new ConfigEntry(name, topic.config().get(name)), AlterConfigOp.OpType.SET))
                            .toList());
        }
        get(
                admin.incrementalAlterConfigs(changes).all().thenApply(nothing -> true),
                "change the retention of topics",
                UnknownTopicOrPartitionException.class::isInstance);
    }

    /**
     * How long a record lies in each of these topics at most, as the brokers are told now.
     *
     * @return by name; empty where nothing is ever removed, and nothing for a topic that does not exist
     */
    public Map<String, Optional<Duration>> longestStay(Collection<? extends Topic<?>> topics) {
        Map<String, Optional<Duration>> stays = new TreeMap<>();
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        admin.describeConfigs(resources)
                .values()
                .forEach((resource, config) -> get(
                                config,
                                "read the retention of " + resource.name(),
                                UnknownTopicOrPartitionException.class::isInstance)
                        .ifPresent(found -> stays.put(resource.name(), longestStay(found))));
        return stays;
    }

    private static Optional<Duration> longestStay(Config config) {
        Duration retention = Duration.ofMillis(
                Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value()));
        Duration segment = Duration.ofMillis(
                Long.parseLong(config.get(TopicConfig.SEGMENT_MS_CONFIG).value()));
        return retention.equals(Topic.FOREVER)
                ? Optional.empty()
                : Optional.of(retention.plus(segment).plus(Topic.REMOVAL_SLACK));
    }

    /** Partitions of each topic of the catalogue that exists. */
    public Map<String, Integer> partitions(TopicCatalogue catalogue) {
        return partitions(catalogue.all());
    }

    /**
     * Checks that all these topics exist with the same number of partitions. Kafka Streams does not: it runs, and half the
     * prompts never come out.
     *
     * @return the number of partitions
     * @throws TopicException if one is missing or differs
     */
    public int requireCopartitioned(Collection<? extends Topic<?>> topics) {
        Map<String, Integer> found = partitions(topics);
        List<String> missing = topics.stream()
                .map(Topic::name)
                .filter(name -> !found.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new TopicException("no such topic on " + bootstrapServers + ": " + String.join(", ", missing)
                    + "; create them with 'draftgate topics create --bootstrap " + bootstrapServers + "'");
        }
        if (found.values().stream().distinct().count() > 1) {
            throw new TopicException("topics differ in partitions: " + found
                    + "; a report must land on the partition of its prompt, so give them all the same number");
        }
        return found.values().iterator().next();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    /** The controller answers before every broker has heard of what is new. */
    private void awaitVisible(BooleanSupplier isVisible, String complaint) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isVisible.getAsBoolean()) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new TopicException(complaint + " on " + bootstrapServers);
            }
            LockSupport.parkNanos(VISIBILITY_POLL.toNanos());
        }
    }

    private Map<String, Integer> partitions(Collection<? extends Topic<?>> topics) {
        Map<String, Integer> found = new TreeMap<>();
        List<String> names = topics.stream().map(topic -> topic.name()).toList();
        admin.describeTopics(names)
                .topicNameValues()
                .forEach((name, result) -> get(
                                result.thenApply(Optional::of),
                                "describe topic " + name,
                                UnknownTopicOrPartitionException.class::isInstance)
                        .flatMap(description -> description)
                        .ifPresent(description ->
                                found.put(name, description.partitions().size())));
        return found;
    }

    /** The result; empty if it is the error that the caller expects. */
    private <T> Optional<T> get(KafkaFuture<T> result, String what, Predicate<Throwable> expected) {
        try {
            T value = result.get();
            return Optional.ofNullable(value);
        } catch (ExecutionException e) {
            if (expected.test(e.getCause())) {
                return Optional.empty();
            }
            if (e.getCause() instanceof TimeoutException) {
                throw new TopicException(
                        "no broker answers at " + bootstrapServers + " within " + PATIENCE.toSeconds()
                                + " s; check the address and that the broker runs",
                        e.getCause());
            }
            throw new TopicException("cannot " + what + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicException("interrupted: cannot " + what, e);
        }
    }
}
