package io.draftgate.detector;

import io.draftgate.detection.Detection;
import io.draftgate.detection.Detector;
import io.draftgate.detection.SuspectText;
import io.draftgate.detection.feature.Reading;
import io.draftgate.detection.policy.Decision;
import io.draftgate.detection.policy.Policy;
import io.draftgate.gpt2.TokenTrace;
import io.draftgate.schemas.event.DocumentReceived;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.Reason;
import io.draftgate.schemas.event.Route;
import io.draftgate.schemas.event.Screening;
import io.draftgate.schemas.event.SentenceScore;
import io.draftgate.schemas.event.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges drafts and documents with one detector and one policy, and says so in events. Thread-safe. */
final class TextScreening {
    private static final Logger log = LoggerFactory.getLogger(TextScreening.class);

    private final Detector detector;
    private final Policy policy;
    private final OwnRecall recall;

    TextScreening(Detector detector, Policy policy) {
        this.detector = detector;
        this.policy = policy;
        this.recall = new OwnRecall(detector.card());
    }

    /** Measures in this registry how well own drafts are recognised. */
    void measure(MeterRegistry registry) {
        recall.measure(registry);
    }

    /** A draft is known to be machine-written: it is asked whether it can be recognised as such, and is fit to be published. */
    DraftScreened screen(DraftGenerated draft, Instant now) {
        Detection detection = detect(asWritten(draft));
        recall.judged(draft, detection);
        Decision decision = decide(draft.getText(), detection);
        return DraftScreened.newBuilder()
                .setDraft(draft)
                .setScreening(screening(detection, decision.reasons(), now))
                .setRoute(Route.valueOf(decision.route().name()))
                .build();
    }

    /** The draft with what its engine recorded, which the detector's language model need not read again. */
    private static SuspectText asWritten(DraftGenerated draft) {
        TokenTrace trace = new TokenTrace(draft.getLogProbabilities(), draft.getRanks(), draft.getEntropies());
        return SuspectText.of(draft.getText(), new Reading(draft.getTokenIds(), trace), draft.getModelDigest());
    }

    /** The same draft with a score for each sentence, for whoever is to read it. */
    DraftScreened withSentences(DraftScreened screened) {
        try {
            List<SentenceScore> scores = new SentenceScores(detector).of(asWritten(screened.getDraft()));
            return DraftScreened.newBuilder(screened)
                    .setScreening(Screening.newBuilder(screened.getScreening())
                            .setSentences(scores)
                            .build())
                    .build();
        } catch (RuntimeException failure) {
            log.warn("sentences could not be scored cause={}", failure.toString());
            return screened;
        }
    }

    /** For documents from outside there are verdicts and no routes. */
    List<Screening> screenAll(List<DocumentReceived> documents, Instant now) {
        List<SuspectText> texts = documents.stream()
                .map(document -> SuspectText.of(document.getText()))
                .toList();
        return detectAll(texts).stream()
                .map(detection -> screening(detection, detection.reasons(), now))
                .toList();
    }

    /** Of a text that could not be judged. */
    Screening failed(String cause, Instant now) {
        Detection detection = Detection.failed(cause, detector.digest());
        return screening(detection, detection.reasons(), now);
    }

    private List<Detection> detectAll(List<SuspectText> texts) {
        try {
            return detector.detectAll(texts);
        } catch (RuntimeException failure) {
            return texts.stream().map(this::detect).toList();
        }
    }

    private Detection detect(SuspectText text) {
        try {
            return detector.detect(text);
        } catch (RuntimeException failure) {
            log.warn("screening failed cause={}", failure.toString());
            return Detection.failed(failure.getClass().getSimpleName(), detector.digest());
        }
    }

    private Decision decide(String text, Detection detection) {
        try {
            return policy.decide(text, detection);
        } catch (RuntimeException failure) {
            log.warn("policy failed cause={}", failure.toString());
            return Decision.screeningFailed(failure.getClass().getSimpleName());
        }
    }

    private Screening screening(Detection detection, List<io.draftgate.detection.Reason> reasons, Instant now) {
        return Screening.newBuilder()
                .setVerdict(Verdict.valueOf(detection.verdict().name()))
                .setProbability(
                        detection.probability().isPresent()
                                ? detection.probability().getAsDouble()
                                : null)
                .setReasons(reasons.stream()
                        .map(reason -> new Reason(reason.code(), reason.text()))
                        .toList())
                .setDetectorDigest(detection.detectorDigest())
                .setOperatingPoint(detection.operatingPoint())
                .setPolicyVersion(policy.version())
                .setPolicyDigest(policy.digest())
                .setScreenedAt(now)
                .build();
    }
}
