package io.draftgate.cli.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.draftgate.detection.model.Regime;
import io.draftgate.detection.training.LabelledText;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.FinishReason;
import io.draftgate.schemas.event.GenerationTimings;
import io.draftgate.schemas.event.ResolvedParameters;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Route;
import io.draftgate.schemas.event.Ruling;
import io.draftgate.schemas.event.Screening;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.schemas.event.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenedDraftsTest {

    @BeforeAll
    static void trustTheEvents() {
        EventSerde.of(DraftScreened.class);
    }

    private static DraftScreened draft(@Nullable ReviewDecided decision) {
        DraftGenerated draft = DraftGenerated.newBuilder()
                .setPromptId("p")
                .setTenant("press")
                .setRequestedBy("ann")
                .setCompletionIndex(0)
                .setCompletionCount(1)
                .setPrompt("Once")
                .setText("Once upon a time")
                .setPromptTokenIds(List.of())
                .setTokenIds(List.of())
                .setLogProbabilities(List.of())
                .setRanks(List.of())
                .setEntropies(List.of())
                .setSeed(0)
                .setParameters(ResolvedParameters.newBuilder()
                        .setTemperature(1)
                        .setTopK(0)
                        .setTopP(1)
                        .setMaxTokens(200)
                        .setRepetitionPenalty(1.2)
                        .build())
                .setModelName("storybook-7m")
                .setModelDigest("sha256:model")
                .setTokenizerDigest("sha256:0")
                .setEngine("test")
                .setFinishReason(FinishReason.LENGTH)
                .setTimings(new GenerationTimings(0L, 0L, 0L))
                .setSource(new SourcePosition("drafts.prompts", 0, 0L))
                .setGeneratedAt(Instant.EPOCH)
                .build();
        return DraftScreened.newBuilder()
                .setDraft(draft)
                .setScreening(Screening.newBuilder()
                        .setVerdict(Verdict.ABSTAIN)
                        .setReasons(List.of())
                        .setDetectorDigest("sha256:d")
                        .setOperatingPoint("none")
                        .setPolicyVersion("1")
                        .setPolicyDigest("sha256:p")
                        .setScreenedAt(Instant.EPOCH)
                        .build())
                .setRoute(Route.REVIEW)
                .setDecision(decision)
                .build();
    }

    private static ReviewDecided decision(Ruling ruling, String reason) {
        return ReviewDecided.newBuilder()
                .setPromptId("p")
                .setTenant("press")
                .setCompletionIndex(0)
                .setRuling(ruling)
                .setReviewer("bob")
                .setReason(reason)
                .setDecidedAt(Instant.EPOCH)
                .build();
    }

    @Test
    void shouldMakeADraftARowOfCertainOrigin() {
        LabelledText row = ScreenedDrafts.row(draft(null));

        assertEquals("Once upon a time", row.text());
        assertEquals(Regime.OWN_PENALISED, row.regime());
        assertEquals("press/p", row.group());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            APPROVE  | fine                              | approved
            REJECT   | hate: calls a group vermin        | hate
            REJECT   | Self-Harm/Intent: reads like one  | self-harm/intent
            REJECT   | not for us                        | rejected
            REJECT   | I said: no                        | rejected
            ESCALATE | hate: not sure                    | none
            """)
    void shouldTakeTheCategoryFromTheDecision(Ruling ruling, String reason, String category) {
        assertEquals(
                category,
                ScreenedDrafts.category(draft(decision(ruling, reason))).orElse("none"));
    }

    @Test
    void shouldKnowNoCategoryWithoutADecision() {
        assertEquals("none", ScreenedDrafts.category(draft(null)).orElse("none"));
    }
}
