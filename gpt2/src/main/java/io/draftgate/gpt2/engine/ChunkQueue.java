package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.graph.ChunkDraw;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Sequences that wait for a slot of the chunk back end, in the order of their submission. Requests that it cannot write go on to
 * the back end {@code step} when their turn comes. Confined to the scheduler thread.
 */
final class ChunkQueue {
    private final Slots slots;
    private final Rounds step;
    private final Deque<Sequence> waiting = new ArrayDeque<>();
    /** Whether the other back end has a request that must be alone. */
    private boolean stepIsAlone;

    ChunkQueue(Slots slots, Rounds step) {
        this.slots = slots;
        this.step = step;
    }

    void addAll(List<Sequence> sequences) {
        waiting.addAll(sequences);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    Stream<Sequence> sequences() {
        return waiting.stream();
    }

    void removeIf(Predicate<Sequence> leaves) {
        waiting.removeIf(leaves);
    }

    /**
     * Takes out what may join now.
     *
     * @return first one sequence of each request, then those that share its prompt, so that those that read stand beside each
     *     other
     */
    List<Sequence> joining() {
        List<Sequence> joining = new ArrayList<>();
        stepIsAlone &= !step.isIdle();
        while (!waiting.isEmpty() && !stepIsAlone) {
            Job job = waiting.element().job();
            int active = slots.active() + joining.size();
            if (!canWrite(job.request())) {
                if (job.request().alone() && active > 0) {
                    break;
                }
                handOver(job);
            } else if (active == slots.count() || !mayJoin(job, joining)) {
                break;
            } else {
                joining.add(waiting.remove());
            }
        }
        List<Sequence> inOrder = List.copyOf(joining);
        joining.sort(Comparator.comparing(sequence -> !isFirstOfItsRequest(sequence, inOrder)));
        return joining;
    }

    /** What is given is not drawn; what was begun elsewhere is taken up by the back end that can tell where it would draw otherwise. */
    private static boolean canWrite(GenerationRequest request) {
        return request.given().isEmpty()
                && ChunkDraw.canDraw(request.parameters())
                && request.written().completions().isEmpty();
    }

    private void handOver(Job job) {
        stepIsAlone = job.request().alone();
        waiting.removeIf(sequence -> sequence.job() == job);
        step.add(job);
    }

    private boolean mayJoin(Job job, List<Sequence> joining) {
        boolean alone = job.request().alone();
        return slots.mayJoin(job)
                && (!alone || step.isIdle())
                && joining.stream()
                        .allMatch(other -> other.job() == job
                                || (!alone && !other.job().request().alone()));
    }

    private static boolean isFirstOfItsRequest(Sequence sequence, List<Sequence> inOrder) {
        return inOrder.stream()
                        .filter(other -> other.job() == sequence.job())
                        .findFirst()
                        .orElseThrow()
                == sequence;
    }
}
