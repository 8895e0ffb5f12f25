package io.draftgate.cli.pipeline;

import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.Reason;
import io.draftgate.schemas.event.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A screened draft as people read it on a terminal. */
final class DraftText {
    private static final int WIDTH = 96;
    private static final String INDENT = "    ";
    private static final String RESET = "\u001b[0m";

    private DraftText() {}

    /** A headline with the route, the reasons, then prompt and text, wrapped. */
    static List<String> lines(DraftScreened screened, boolean colours) {
        DraftGenerated draft = screened.getDraft();
        List<String> lines = new ArrayList<>();
        lines.add(headline(screened, colours));
        for (Reason reason : screened.getScreening().getReasons()) {
            lines.add(INDENT + "- " + reason.getText());
        }
        wrap(printable(draft.getPrompt() + "|" + draft.getText())).forEach(line -> lines.add(INDENT + line));
        return lines;
    }

    private static String headline(DraftScreened screened, boolean colours) {
        DraftGenerated draft = screened.getDraft();
        String route = screened.getRoute().toString();
        String completion = draft.getCompletionCount() == 1 ? "" : " #" + (draft.getCompletionIndex() + 1);
        Double probability = screened.getScreening().getProbability();
        return draft.getPromptId() + completion + "  "
                + (colours ? colour(screened.getRoute()) + route + RESET : route)
                + "  " + screened.getScreening().getVerdict()
                + (probability == null ? "" : String.format(Locale.ROOT, " p=%.2f", probability))
                + "  " + draft.getTokenIds().size() + " tokens";
    }

    private static String colour(Route route) {
        return switch (route) {
            case PUBLISH -> "\u001b[32m";
            case REVIEW -> "\u001b[33m";
            case BLOCK -> "\u001b[31m";
        };
    }

    /** A model writes what it likes; a terminal must not obey it. */
    private static String printable(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    private static List<String> wrap(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : Stream.of(text.strip().split(" ")).toList()) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
