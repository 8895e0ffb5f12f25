package io.draftgate.gpt2;

import io.draftgate.gpt2.Rounds.Outcomes;
import org.jspecify.annotations.Nullable;

/**
 * Tells what comes of each token: text that can be read, the end of a completion, that of its request. Confined to the scheduler
 * thread.
 */
record Delivery(Slots slots, Outcomes outcomes) {

    /**
     * A sequence took a token.
     *
     * @param completion if that was its end; its slot is free then
     */
    void taken(Sequence sequence, @Nullable Completion completion) {
        Job job = sequence.job();
        if (job.listener() instanceof StreamingListener) {
            String fresh = sequence.freshText(completion);
            if (!fresh.isEmpty()) {
                outcomes.written(job, sequence.index(), fresh);
            }
        }
        if (completion != null) {
            slots.free(sequence);
            if (job.finished(completion)) {
                outcomes.completed(job, job.generation(System.nanoTime()));
            }
        }
    }
}
