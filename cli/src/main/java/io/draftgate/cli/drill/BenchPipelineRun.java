package io.draftgate.cli.drill;

import io.draftgate.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A pipeline of real processes under load. Confined to one thread.
 *
 * @param program whose processes they are
 * @param plan which processes
 * @param setup how much of what
 */
record BenchPipelineRun(OwnProgram program, ClusterPlan plan, Setup setup, BenchPipelineMemory memory) {
    /** At half of its slots an engine always has a free one. */
    private static final int SLOTS_PER_PACED_PROMPT = 2;

    /** Enough that engines never wait for a prompt. */
    private static final int PROMPTS_PER_SLOT = 4;

    /**
     * How much of what.
     *
     * @param prompts of each phase
     * @param slots of each engine
     * @param maxTokens of each draft
     * @param warmUp prompts that are not counted
     */
    record Setup(int prompts, int slots, int maxTokens, int warmUp) {}

    /**
     * What a phase took of the processors, in seconds of one processor.
     *
     * @param client this process, which sends and reads
     */
    record ProcessorSeconds(double broker, double workers, double detector, double client) {}

    /**
     * What was measured.
     *
     * @param full with more prompts than slots
     * @param paced with half as many prompts as slots: a slot is always free
     * @param processor during the full phase
     */
    record Result(BenchPipelineShare full, BenchPipelineShare paced, ProcessorSeconds processor) {}

    /** @param folder for all that is written */
    Result measure(Path folder, Path logs) throws IOException {
        TopicCatalogue topics = TopicCatalogue.standard();
        Files.createDirectories(logs);
        int slots = plan.workers() * setup.slots();
        try (DrillCluster cluster = DrillCluster.start(program, topics, folder, logs, plan);
                BenchPipelineLoad load = new BenchPipelineLoad(
                        topics,
                        cluster.client(),
                        setup.maxTokens(),
                        plan.detectors() > 0,
                        () -> cluster.processes().stream().allMatch(DrillProcess::isAlive))) {
            load.run(setup.warmUp(), slots * PROMPTS_PER_SLOT, BenchPipelineLoad.Progress.NONE);
            Figures before = Figures.of(cluster);
            memory.begin(cluster, setup.prompts());
            BenchPipelineShare full = load.run(setup.prompts(), slots * PROMPTS_PER_SLOT, memory);
            ProcessorSeconds processor = Figures.of(cluster).since(before);
            BenchPipelineShare paced = load.run(
                    Math.max(1, setup.prompts() / 2),
                    Math.max(1, slots / SLOTS_PER_PACED_PROMPT),
                    BenchPipelineLoad.Progress.NONE);
            return new Result(full, paced, processor);
        }
    }

    private record Figures(
            ProcessFigures brokers, ProcessFigures workers, ProcessFigures detectors, ProcessFigures client) {
        static Figures of(DrillCluster cluster) {
            return new Figures(
                    ProcessFigures.of(cluster.brokers()),
                    ProcessFigures.of(cluster.workers()),
                    ProcessFigures.of(cluster.detectors()),
                    ProcessFigures.ofThisProcess());
        }

        ProcessorSeconds since(Figures before) {
            return new ProcessorSeconds(
                    brokers.processorSecondsSince(before.brokers),
                    workers.processorSecondsSince(before.workers),
                    detectors.processorSecondsSince(before.detectors),
                    client.processorSecondsSince(before.client));
        }
    }
}
