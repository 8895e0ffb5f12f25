package io.draftgate.cli.screening;

import io.draftgate.detection.JointDetection;
import java.util.List;

/** The verdict on all texts of one sender as it is printed. Immutable. */
record ScreenedSender(
        String sender,
        int texts,
        int judged,
        double deviations,
        double needed,
        String verdict,
        List<ScreenedDocument.Why> reasons) {

    static ScreenedSender of(String sender, JointDetection joint) {
        return new ScreenedSender(
                sender,
                joint.texts(),
                joint.judged(),
                joint.deviations(),
                joint.needed(),
                joint.verdict().name(),
                joint.reasons().stream()
                        .map(reason -> new ScreenedDocument.Why(reason.code(), reason.text()))
                        .toList());
    }
}
