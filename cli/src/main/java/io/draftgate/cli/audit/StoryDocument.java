package io.draftgate.cli.audit;

import io.draftgate.index.ChainStep;
import io.draftgate.index.Story;
import java.util.List;
import java.util.Map;

/** A draft's story as JSON. */
record StoryDocument(DraftDocument draft, List<StepDocument> steps) {

    record StepDocument(
            String step,
            String occurredAt,
            String actor,
            String summary,
            Map<String, String> facts,
            String source,
            String content,
            int partition,
            long offset,
            long index,
            String digest,
            boolean linkIntact) {
        static StepDocument of(ChainStep step) {
            return new StepDocument(
                    step.step(),
                    step.occurredAt().toString(),
                    step.actor(),
                    step.summary(),
                    step.facts(),
                    step.source(),
                    step.content().name(),
                    step.chain().partition(),
                    step.chain().offset(),
                    step.chain().index(),
                    step.chain().digest(),
                    step.chain().intact());
        }
    }

    static StoryDocument of(Story story) {
        return new StoryDocument(
                DraftDocument.of(story.draft()),
                story.steps().stream().map(StepDocument::of).toList());
    }
}
