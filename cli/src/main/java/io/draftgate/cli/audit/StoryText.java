package io.draftgate.cli.audit;

import io.draftgate.index.ChainStep;
import io.draftgate.index.IndexedDraft;
import io.draftgate.index.Story;
import java.util.ArrayList;
import java.util.List;

/** A draft's story for people. */
final class StoryText {
    private static final int WIDTH = 100;
    private static final String INDENT = "    ";

    private StoryText() {}

    static List<String> lines(Story story) {
        IndexedDraft draft = story.draft();
        List<String> lines = new ArrayList<>();
        lines.add(draft.key() + "  " + draft.state()
                + (draft.requestedBy().isEmpty() ? "" : "  asked for by " + draft.requestedBy()));
        if (draft.erased()) {
            lines.add(INDENT + "erased: the key of prompt and text was destroyed");
        } else {
            addText(lines, "prompt: ", draft.prompt() == null ? "" : draft.prompt());
            addText(lines, "text:   ", draft.text() == null ? "" : draft.text());
        }
        for (ChainStep step : story.steps()) {
            lines.add("");
            lines.add(step.occurredAt() + "  " + step.step() + "  by " + step.actor());
            addText(lines, "", step.summary());
            step.facts().forEach((name, value) -> addText(lines, name + ": ", value));
            lines.add(INDENT + "link " + step.chain().index() + " of partition "
                    + step.chain().partition() + ", offset " + step.chain().offset() + ", "
                    + step.chain().digest() + (step.chain().intact() ? "" : "  DOES NOT FIT"));
        }
        lines.add("");
        return lines;
    }

    /** Wraps between words, the rest of the lines below the first. */
    private static void addText(List<String> lines, String name, String text) {
        StringBuilder line = new StringBuilder(INDENT).append(name);
        int begin = line.length();
        for (String word : text.strip().split("\\s+", -1)) {
            if (line.length() > begin && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT).append(" ".repeat(begin - INDENT.length()));
            }
            line.append(line.length() > begin ? " " : "").append(word);
        }
        if (!text.isBlank()) {
            lines.add(line.toString());
        }
    }
}
