package io.draftgate.detection.training;

import io.draftgate.detection.Detection;
import io.draftgate.detection.Detector;
import io.draftgate.detection.SuspectText;
import io.draftgate.detection.model.LengthBand;
import io.draftgate.detection.text.NormalisedText;
import java.util.OptionalDouble;

/**
 * What a detector said about a text of known origin. Immutable.
 *
 * @param characters of the normalised text
 * @param score raw, also of a text without a verdict; empty for one without prose
 */
record EvaluatedText(LabelledText origin, int characters, OptionalDouble score, Detection detection) {

    static EvaluatedText of(LabelledText text, SuspectText read, Detector detector) {
        // Texts too short for a verdict have a score, too.
        SuspectText suspect = read.reading().isPresent() ? read : detector.read(read);
        return new EvaluatedText(
                text,
                NormalisedText.of(text.text()).text().length(),
                detector.score(suspect),
                detector.detect(suspect));
    }

    boolean isMachine() {
        return origin.machine();
    }

    /** The band of its length; texts too short for any have a name of their own. */
    String band() {
        return LengthBand.ALL.stream()
                .filter(band -> band.contains(characters))
                .map(LengthBand::toString)
                .findFirst()
                .orElse("under " + LengthBand.ALL.get(0).from());
    }
}
