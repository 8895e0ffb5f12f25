package io.draftgate.cli.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.draftgate.cli.console.Console;
import io.draftgate.detection.ExplainedDetection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms in which verdicts are printed. Confined to one thread. */
interface ScreeningReport {

    /** Hears of a verdict. */
    void add(ScreenedDocument document);

    /**
     * Hears of a verdict with its explanation.
     *
     * @param text that was screened
     */
    default void add(ScreenedDocument document, String text, ExplainedDetection explained) {
        add(document);
    }

    /** Hears of what all texts of a sender say together, after all documents. */
    void add(ScreenedSender sender);

    /** Hears that there are no more. */
    default void finish() {}

    /** A JSON object a line. */
    record Lines(Console console) implements ScreeningReport {
        @Override
        public void add(ScreenedDocument document) {
            console.jsonLine(document);
        }

        @Override
        public void add(ScreenedSender sender) {
            console.jsonLine(sender);
        }
    }

    /** The verdict on the only text, as the JSON document. */
    record Single(Console console) implements ScreeningReport {
        @Override
        public void add(ScreenedDocument document) {
            console.json(document);
        }

        @Override
        public void add(ScreenedSender sender) {
            throw new IllegalStateException("a plain text has no sender");
        }
    }

    /** One JSON document with all verdicts. */
    final class Collected implements ScreeningReport {

        private record All(
                List<ScreenedDocument> documents,

                @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
                List<ScreenedSender> senders) {}

        private final Console console;
        private final List<ScreenedDocument> documents = new ArrayList<>();
        private final List<ScreenedSender> senders = new ArrayList<>();

        Collected(Console console) {
            this.console = console;
        }

        @Override
        public void add(ScreenedDocument document) {
            documents.add(document);
        }

        @Override
        public void add(ScreenedSender sender) {
            senders.add(sender);
        }

        @Override
        public void finish() {
            console.json(new All(documents, senders.isEmpty() ? null : senders));
        }
    }

    /** For people. */
    record Words(Console console) implements ScreeningReport {

        private static final String INDENT = "           ";
        private static final int EXCERPT = 60;
        private static final int BAR = 10;

        @Override
        public void add(ScreenedDocument document) {
            String probability =
                    document.probability() == null ? "-" : String.format(Locale.ROOT, "%.3f", document.probability());
            console.line(String.format("%-9s  %-5s  %s", document.verdict(), probability, document.id()));
            document.reasons().forEach(reason -> console.line(INDENT + reason.text()));
        }

        @Override
        public void add(ScreenedDocument document, String text, ExplainedDetection explained) {
            add(document);
            explained
                    .features()
                    .forEach(note -> console.line(String.format(
                            Locale.ROOT, "%s%s %s", INDENT, note.weight() > 0 ? "machine:" : "human:  ", note.text())));
            explained.sentences().sentences().forEach(sentence -> {
                String words = text.substring(sentence.start(), sentence.end()).replaceAll("\\s+", " ");
                String excerpt = words.length() <= EXCERPT ? words : words.substring(0, EXCERPT - 3) + "...";
                double probability = sentence.probability().orElse(0);
                int filled = (int) Math.round(probability * BAR);
                String shown =
                        sentence.probability().isPresent() ? String.format(Locale.ROOT, "%.2f", probability) : " -  ";
                console.line(INDENT + "#".repeat(filled) + ".".repeat(BAR - filled) + " " + shown + "  " + excerpt);
            });
        }

        @Override
        public void add(ScreenedSender sender) {
            console.line(String.format("%-9s  %-5s  %s", sender.verdict(), "", sender.sender() + " (all texts)"));
            sender.reasons().forEach(reason -> console.line(INDENT + reason.text()));
        }
    }

    /** Prints as another report does, and makes a page of it, too. */
    record WithPage(ScreeningReport printed, ScreeningPage page) implements ScreeningReport {
        @Override
        public void add(ScreenedDocument document) {
            printed.add(document);
        }

        @Override
        public void add(ScreenedDocument document, String text, ExplainedDetection explained) {
            printed.add(document, text, explained);
            page.add(document, text, explained);
        }

        @Override
        public void add(ScreenedSender sender) {
            printed.add(sender);
            page.add(sender);
        }

        @Override
        public void finish() {
            printed.finish();
        }
    }
}
