package io.draftgate.cli.drill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which processes a drill runs. Immutable.
 *
 * @param brokers 1, or 3 in a cluster of which each topic has three replicas
 * @param workers generator workers
 * @param workerOptions what each worker is told beyond where Kafka and its state are
 * @param wrapper a command before a worker's own, such as one that limits what it may do; may be empty
 * @param environment variables of workers, beyond those of the drill
 * @param detectors 0 or 1
 */
record ClusterPlan(
        int brokers,
        int workers,
        List<String> workerOptions,
        List<String> wrapper,
        Map<String, String> environment,
        int detectors) {
    ClusterPlan {
        workerOptions = List.copyOf(workerOptions);
        wrapper = List.copyOf(wrapper);
        environment = Map.copyOf(environment);
    }

    /** A broker, a detector, and workers that share the processors. */
    static ClusterPlan ofWorkers(int count) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / Math.max(1, count));
        return new ClusterPlan(1, count, List.of("--threads=" + threads), List.of(), Map.of(), 1);
    }

    /** One worker with so many slots. */
    static ClusterPlan ofSlots(int slots) {
        return ofWorkers(1).withWorkerOptions(List.of("--slots=" + slots));
    }

    ClusterPlan withBrokers(int count) {
        return new ClusterPlan(count, workers, workerOptions, wrapper, environment, detectors);
    }

    /** Tells the workers more. */
    ClusterPlan withWorkerOptions(List<String> more) {
        List<String> all = new ArrayList<>(workerOptions);
        all.addAll(more);
        return new ClusterPlan(brokers, workers, all, wrapper, environment, detectors);
    }

    ClusterPlan withEnvironment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new ClusterPlan(brokers, workers, workerOptions, wrapper, all, detectors);
    }

    ClusterPlan withoutDetector() {
        return new ClusterPlan(brokers, workers, workerOptions, wrapper, environment, 0);
    }

    /** The arguments of {@code draftgate} that start a worker. */
    List<String> workerCommand() {
        List<String> command = new ArrayList<>(List.of("run", "generator"));
        command.addAll(workerOptions);
        return command;
    }
}
