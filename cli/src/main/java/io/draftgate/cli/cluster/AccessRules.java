package io.draftgate.cli.cluster;

import io.draftgate.schemas.Topic;
import io.draftgate.schemas.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What each role may do, and nothing else, as Kafka's access control lists have it. Immutable. */
final class AccessRules {
    private static final String ANY_HOST = "*";

    private final TopicCatalogue topics;

    AccessRules(TopicCatalogue topics) {
        this.topics = topics;
    }

    /** The bindings of one role. */
    List<AclBinding> of(ServiceRole role) {
        List<AclBinding> bindings = new ArrayList<>();
        for (Topic<?> topic : role.reads(topics)) {
            bindings.add(literal(role, ResourceType.TOPIC, topic.name(), AclOperation.READ));
        }
        for (Topic<?> topic : role.writes(topics)) {
            bindings.add(literal(role, ResourceType.TOPIC, topic.name(), AclOperation.WRITE));
        }
        for (String application : role.applications()) {
            application(role, topics.prefix() + application, bindings);
        }
        role.transactionalId()
                .ifPresent(id -> bindings.add(
                        literal(role, ResourceType.TRANSACTIONAL_ID, topics.prefix() + id, AclOperation.WRITE)));
        return List.copyOf(bindings);
    }

    /** A Kafka Streams application: its group, its transactions, its changelogs; and it looks at every topic when it starts. */
    private void application(ServiceRole role, String id, List<AclBinding> bindings) {
        for (Topic<?> topic : topics.all()) {
            bindings.add(literal(role, ResourceType.TOPIC, topic.name(), AclOperation.DESCRIBE));
        }
        bindings.add(literal(role, ResourceType.GROUP, id, AclOperation.READ));
        String own = id + "-";
        for (AclOperation operation : List.of(
                AclOperation.CREATE,
                AclOperation.READ,
                AclOperation.WRITE,
                AclOperation.DELETE,
                AclOperation.DESCRIBE_CONFIGS)) {
            bindings.add(binding(role, ResourceType.TOPIC, own, PatternType.PREFIXED, operation));
        }
        bindings.add(binding(role, ResourceType.TRANSACTIONAL_ID, own, PatternType.PREFIXED, AclOperation.WRITE));
    }

    private static AclBinding literal(ServiceRole role, ResourceType type, String name, AclOperation operation) {
        return binding(role, type, name, PatternType.LITERAL, operation);
    }

    private static AclBinding binding(
            ServiceRole role, ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + role.user(), ANY_HOST, operation, AclPermissionType.ALLOW));
    }
}
