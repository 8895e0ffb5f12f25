package io.draftgate.cli.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** Tells a cluster who may do what. Thread-safe. */
final class AccessAdministration {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration VISIBILITY_POLL = Duration.ofMillis(20);

    private final Map<String, Object> client;

    /** Connects when it is asked to do something, as a user who may alter the cluster. */
    AccessAdministration(Map<String, Object> client) {
        this.client = client;
    }

    /**
     * Adds these to what the cluster has. Returns when they are in force: the controller answers before a broker has heard of
     * them, and a service that starts in between would be refused.
     *
     * @throws ExecutionException if the cluster refuses
     * @throws TimeoutException if they are not in force after 15 s
     */
    void add(List<AclBinding> bindings) throws InterruptedException, ExecutionException, TimeoutException {
        try (Admin admin = Admin.create(client)) {
            admin.createAcls(bindings).all().get();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!inForce(admin).containsAll(bindings)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the rules were accepted but are not in force after "
                            + PATIENCE.toSeconds() + " s; see them with Kafka's own kafka-acls --list");
                }
                LockSupport.parkNanos(VISIBILITY_POLL.toNanos());
            }
        }
    }

    private static Set<AclBinding> inForce(Admin admin) throws InterruptedException, ExecutionException {
        return new HashSet<>(admin.describeAcls(AclBindingFilter.ANY).values().get());
    }
}
