package io.draftgate.cli.drill;

import java.util.ArrayList;
import java.util.List;

/**
 * Which generator workers a drill runs.
 *
 * @param count how many
 * @param options what each is told beyond where Kafka and its state are
 */
record WorkerPlan(int count, List<String> options) {
    /** Workers that share the processors. */
    static WorkerPlan of(int count) {
        return new WorkerPlan(count, List.of("--threads=" + threads(count)));
    }

    /** One worker with so many slots. */
    static WorkerPlan ofSlots(int slots) {
        return new WorkerPlan(1, List.of("--threads=" + threads(1), "--slots=" + slots));
    }

    private static int threads(int workers) {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / workers);
    }

    /** The arguments of {@code draftgate} that start one. */
    List<String> command() {
        List<String> command = new ArrayList<>(List.of("run", "generator"));
        command.addAll(options);
        return command;
    }
}
