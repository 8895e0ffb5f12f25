package io.draftgate.cli.screening;

import io.draftgate.cli.console.Console;
import io.draftgate.detection.Detection;
import io.draftgate.detection.Detector;
import io.draftgate.detection.ExplainedDetection;
import io.draftgate.detection.JointDetection;
import io.draftgate.detection.SuspectText;
import io.draftgate.detection.likelihood.LanguageModel;
import io.draftgate.detection.model.OperatingPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Screens documents in order, a few of them read beside each other. Confined to one thread. */
final class Screening implements DocumentSource.Reader {

    private final Detector detector;
    private final Console console;
    private final ScreeningReport report;
    private final boolean explains;
    private final List<Document.Text> waiting = new ArrayList<>();
    private final Map<String, List<Detection>> bySender = new LinkedHashMap<>();

    Screening(Detector detector, Console console, ScreeningReport report, boolean explains) {
        this.detector = detector;
        this.console = console;
        this.report = report;
        this.explains = explains;
    }

    @Override
    public void accept(Document document) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (document instanceof Document.Text text) {
            waiting.add(text);
            if (waiting.size() == LanguageModel.READ_BESIDE) {
                screenWaiting();
            }
        } else if (document instanceof Document.Broken broken) {
            screenWaiting();
            console.notice(broken.where() + ": " + broken.problem());
        }
    }

    /** Tells what the senders' texts say together, and that there are no more. */
    void finish() {
        screenWaiting();
        double rate = detector.definition().calibration().points().stream()
                .mapToDouble(OperatingPoint::falsePositiveRate)
                .findFirst()
                .orElse(0.01);
        bySender.forEach(
                (sender, detections) -> report.add(ScreenedSender.of(sender, JointDetection.of(detections, rate))));
        report.finish();
    }

    private void screenWaiting() {
        List<SuspectText> read = detector.readAll(
                waiting.stream().map(text -> SuspectText.of(text.text())).toList());
        for (int i = 0; i < waiting.size(); i++) {
            screen(waiting.get(i), read.get(i));
        }
        waiting.clear();
    }

    private void screen(Document.Text text, SuspectText suspect) {
        boolean calibrated = detector.definition().calibration().onUsersTexts();
        Detection detection;
        if (explains) {
            ExplainedDetection explained = detector.explain(suspect);
            detection = explained.detection();
            report.add(
                    ScreenedDocument.of(text.id(), detection, calibrated, ScreenedDocument.Explanation.of(explained)),
                    text.text(),
                    explained);
        } else {
            detection = detector.detect(suspect);
            report.add(ScreenedDocument.of(text.id(), detection, calibrated, null));
        }
        text.sender()
                .ifPresent(sender -> bySender.computeIfAbsent(sender, name -> new ArrayList<>())
                        .add(detection));
    }
}
