package io.draftgate.cli.screening;

import io.draftgate.cli.console.Console;
import io.draftgate.detection.Detector;
import io.draftgate.detection.SuspectText;

/** Screens one document after the other. Confined to one thread. */
final class Screening implements DocumentSource.Reader {

    private final Detector detector;
    private final Console console;
    private final ScreeningReport report;

    Screening(Detector detector, Console console, ScreeningReport report) {
        this.detector = detector;
        this.console = console;
        this.report = report;
    }

    @Override
    public void accept(Document document) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (document instanceof Document.Text text) {
            report.add(ScreenedDocument.of(text.id(), detector.detect(SuspectText.of(text.text()))));
        } else if (document instanceof Document.Broken broken) {
            console.notice(broken.where() + ": " + broken.problem());
        }
    }

    void finish() {
        report.finish();
    }
}
