package io.draftgate.cli.drill;

import io.draftgate.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

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

    /** JVMs that have run for long compile no more; above this share of the processor time they are not warm yet. */
    private static final double MOST_COMPILING = 0.05;

    /** Whatever is still compiled then counts. */
    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(4);

    /**
     * How much of what.
     *
     * @param prompts of each phase
     * @param slots of each engine
     * @param maxTokens of each draft
     * @param warmUp prompts that are not counted, again and again until the JVMs are warm
     */
    record Setup(int prompts, int slots, int maxTokens, int warmUp) {}

    /**
     * What a phase took of the processors, in seconds of one processor.
     *
     * @param client this process, which sends and reads
     * @param compilers of all of it, what the JVMs took to compile
     */
    record ProcessorSeconds(double broker, double workers, double detector, double client, double compilers) {
        /** The compilers' share. */
        double compiling() {
            return compilers / (broker + workers + detector + client);
        }
    }

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
            warmUp(cluster, load, slots * PROMPTS_PER_SLOT);
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

    private void warmUp(DrillCluster cluster, BenchPipelineLoad load, int inFlight) {
        long began = System.nanoTime();
        boolean isWarm = false;
        while (!isWarm && System.nanoTime() - began < LONGEST_WARM_UP.toNanos()) {
            Figures before = Figures.of(cluster);
            load.run(setup.warmUp(), inFlight, BenchPipelineLoad.Progress.NONE);
            isWarm = Figures.of(cluster).since(before).compiling() < MOST_COMPILING;
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
                    client.processorSecondsSince(before.client),
                    all().compilerSecondsSince(before.all()));
        }

        private ProcessFigures all() {
            return brokers.plus(workers).plus(detectors).plus(client);
        }
    }
}
