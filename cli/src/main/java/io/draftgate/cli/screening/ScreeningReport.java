package io.draftgate.cli.screening;

import io.draftgate.cli.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The forms in which verdicts are printed. Confined to one thread. */
interface ScreeningReport {

    /** Hears of a verdict. */
    void add(ScreenedDocument document);

    /** Hears that there are no more. */
    default void finish() {}

    /** A JSON object a line. */
    record Lines(Console console) implements ScreeningReport {
        @Override
        public void add(ScreenedDocument document) {
            console.jsonLine(document);
        }
    }

    /** The verdict on the only text, as the JSON document. */
    record Single(Console console) implements ScreeningReport {
        @Override
        public void add(ScreenedDocument document) {
            console.json(document);
        }
    }

    /** One JSON document with all verdicts. */
    final class Collected implements ScreeningReport {

        private record All(List<ScreenedDocument> documents) {}

        private final Console console;
        private final List<ScreenedDocument> documents = new ArrayList<>();

        Collected(Console console) {
            this.console = console;
        }

        @Override
        public void add(ScreenedDocument document) {
            documents.add(document);
        }

        @Override
        public void finish() {
            console.json(new All(documents));
        }
    }

    /** For people. */
    record Words(Console console) implements ScreeningReport {
        @Override
        public void add(ScreenedDocument document) {
            String probability =
                    document.probability() == null ? "-" : String.format(Locale.ROOT, "%.3f", document.probability());
            console.line(String.format("%-9s  %-5s  %s", document.verdict(), probability, document.id()));
            document.reasons().forEach(reason -> console.line("           " + reason.text()));
        }
    }
}
