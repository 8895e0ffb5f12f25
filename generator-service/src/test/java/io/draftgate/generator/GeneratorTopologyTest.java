package io.draftgate.generator;

import static io.draftgate.generator.GeneratorHarness.prompt;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.ChoiceScore;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.FinishReason;
import io.draftgate.schemas.event.LogitBias;
import io.draftgate.schemas.event.Outcome;
import io.draftgate.schemas.event.PromptRejected;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.PromptUnfulfilled;
import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.ResolvedParameters;
import io.draftgate.schemas.event.WorkReported;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GeneratorTopologyTest {
    private static Gpt2 model;
    private GeneratorHarness generator;

    @BeforeAll
    static void openModel() {
        model = Gpt2.bundled();
    }

    @AfterAll
    static void closeModel() {
        model.close();
    }

    @BeforeEach
    void start() {
        generator = new GeneratorHarness(model);
    }

    @AfterEach
    void stop() {
        generator.close();
    }

    private PromptRejected rejection() {
        return generator.out(generator.topics.rejected()).readValue();
    }

    private PromptUnfulfilled unfulfilled() {
        return generator.out(generator.topics.unfulfilled()).readValue();
    }

    @Test
    void shouldTurnAPromptIntoADraftThatCanBeProved() {
        generator.submit(prompt("p").setMetadata(Map.of("campaign", "spring")).build());

        generator.pipeReportsUntil(ReportKind.FINISHED);

        DraftGenerated draft = generator.drafts().get(0);
        assertEquals("Once upon a time", draft.getPrompt());
        assertFalse(draft.getText().isBlank());
        assertEquals(draft.getTokenIds().size(), draft.getLogProbabilities().size());
        assertTrue(draft.getTokenIds().size() <= 8);
        assertEquals(model.digest(), draft.getModelDigest());
        assertEquals("drafts.prompts", draft.getSource().getTopic());
        assertEquals(Map.of("campaign", "spring"), draft.getMetadata());
        assertEquals(List.of(AuditStep.ADMITTED, AuditStep.GENERATED), generator.auditedSteps());
    }

    @Test
    void shouldTurnAClozeIntoOneDraftThatIsTheLikeliestOfItsChoices() {
        generator.submit(cloze(List.of("hammer", "time")));

        generator.pipeReportsUntil(ReportKind.FINISHED);

        List<DraftGenerated> drafts = generator.drafts();
        DraftGenerated draft = drafts.get(0);
        assertEquals(1, drafts.size());
        assertEquals(" time", draft.getText());
        assertEquals("Once upon a", draft.getPrompt());
        assertEquals(FinishReason.CHOICE, draft.getFinishReason());
        assertEquals(0, draft.getCompletionIndex());
        assertEquals(1, draft.getCompletionCount());
        assertEquals(" time there was a king.", model.tokenizer().decode(draft.getTokenIds()));
        assertEquals(
                List.of("hammer", "time"),
                draft.getChoices().stream().map(ChoiceScore::getChoice).toList());
        assertTrue(draft.getChoices().get(1).getLogProbability()
                > draft.getChoices().get(0).getLogProbability());
        assertEquals(
                draft.getLogProbabilities().stream()
                        .mapToDouble(Float::doubleValue)
                        .sum(),
                draft.getChoices().get(1).getLogProbability());
        assertEquals(
                draft.getChoices().stream().mapToLong(ChoiceScore::getTokens).sum(),
                generator.out(generator.topics.usage()).readValue().getCompletionTokens());
    }

    @Test
    void shouldRejectAClozeWithoutChoicesWithFieldAndReason() {
        generator.submit(cloze(List.of()));

        PromptRejected rejected = rejection();
        assertEquals("choices", rejected.getField());
        assertEquals("absent", rejected.getValue());
        assertTrue(rejected.getExpectation().startsWith("2 to 32 strings"), rejected.getExpectation());
    }

    private static PromptSubmitted cloze(List<String> choices) {
        return prompt("c")
                .setPrompt(null)
                .setMaxTokens(null)
                .setTask("cloze")
                .setInput("Once upon a ___ there was a king.")
                .setChoices(choices)
                .build();
    }

    @Test
    void shouldRecordEveryControlThatADraftWasDrawnWith() {
        generator.submit(prompt("p")
                .setPrompt("word ".repeat(400))
                .setLongPrompt("keepLast")
                .setMaxTokens(6)
                .setMinTokens(2)
                .setTemperature(0.8)
                .setTopK(30)
                .setTopP(0.9)
                .setMinP(0.01)
                .setLogitBias(List.of(new LogitBias(13, -100.0), new LogitBias(7, 2.5)))
                .setRepetitionPenalty(1.2)
                .setPresencePenalty(0.5)
                .setFrequencyPenalty(0.25)
                .setStop(List.of("never"))
                .setStopTokenIds(List.of(9, 8))
                .setStopOnLoop(6)
                .setMaxSentences(2)
                .setTopLogProbabilities(3)
                .build());

        generator.pipeReportsUntil(ReportKind.FINISHED);

        DraftGenerated draft = generator.drafts().get(0);
        assertEquals(
                ResolvedParameters.newBuilder()
                        .setTemperature(0.8)
                        .setTopK(30)
                        .setTopP(0.9)
                        .setMinP(0.01)
                        .setLogitBias(List.of(new LogitBias(7, 2.5), new LogitBias(13, -100.0)))
                        .setRepetitionPenalty(1.2)
                        .setPresencePenalty(0.5)
                        .setFrequencyPenalty(0.25)
                        .setMaxTokens(6)
                        .setMinTokens(2)
                        .setStop(List.of("never"))
                        .setStopTokenIds(List.of(8, 9))
                        .setStopOnLoop(6)
                        .setMaxSentences(2)
                        .setTopLogProbabilities(3)
                        .build(),
                draft.getParameters());
        assertEquals(250, draft.getPromptTokenIds().size());
        assertTrue(draft.getPromptTokensDropped() >= 150);
        assertEquals(model.tokenizer().decode(draft.getPromptTokenIds()), draft.getPrompt());
        assertEquals(3 * draft.getTokenIds().size(), draft.getTopTokenIds().size());
        assertEquals(
                draft.getTopTokenIds().size(), draft.getTopLogProbabilities().size());
    }

    @Test
    void shouldForwardAllCompletionsOfAPromptTogether() {
        generator.submit(prompt("p").setN(3).build());

        generator.pipeReportsUntil(ReportKind.FINISHED);

        List<DraftGenerated> drafts = generator.drafts();
        assertEquals(
                List.of(0, 1, 2),
                drafts.stream().map(DraftGenerated::getCompletionIndex).toList());
        assertNotEquals(drafts.get(0).getText(), drafts.get(1).getText());
    }

    @Test
    void shouldWriteTheSameDraftForTheSameKey() {
        generator.submit(prompt("p").build());
        generator.pipeReportsUntil(ReportKind.FINISHED);
        DraftGenerated first = generator.drafts().get(0);
        generator.close();
        generator = new GeneratorHarness(model);

        generator.submit(prompt("p").build());
        generator.pipeReportsUntil(ReportKind.FINISHED);

        assertEquals(first.getTokenIds(), generator.drafts().get(0).getTokenIds());
    }

    @Test
    void shouldDropAResultThatComesTwice() {
        generator.submit(prompt("p").build());
        WorkReported result = generator.pipeReportsUntil(ReportKind.FINISHED);

        generator.pipe(result);

        assertEquals(1, generator.drafts().size());
    }

    @Test
    void shouldRejectARepeatedId() {
        generator.submit(prompt("p").build());

        generator.submit(prompt("p").setPrompt("Something else").build());

        PromptRejected rejected = rejection();
        assertEquals("id", rejected.getField());
        assertEquals("duplicate", rejected.getReason());
        assertTrue(generator.auditedSteps().contains(AuditStep.REJECTED));
    }

    @Test
    void shouldTakeAnIdAgainThatWasRejectedBefore() {
        generator.submit(prompt("p").setTemperature(-1.0).build());
        assertEquals("temperature", rejection().getField());

        generator.submit(prompt("p").build());

        generator.pipeReportsUntil(ReportKind.FINISHED);
        assertEquals(1, generator.drafts().size());
    }

    @Test
    void shouldKeepTenantsApart() {
        generator.submit(prompt("p").build());

        generator.submit(prompt("p").setTenant("other").build());

        generator.pipeReportsUntil(ReportKind.FINISHED);
        generator.pipeReportsUntil(ReportKind.FINISHED);
        assertEquals(2, generator.drafts().size());
    }

    @Test
    void shouldCancelAPromptInFlight() {
        generator.submit(prompt("p").setMaxTokens(200).build());

        generator.cancel("p");

        PromptUnfulfilled ended = unfulfilled();
        assertEquals(Outcome.CANCELLED, ended.getOutcome());
        assertEquals("cancelled by editor: typo", ended.getReason());
        assertEquals(List.of(AuditStep.ADMITTED, AuditStep.CANCELLED), generator.auditedSteps());
    }

    @Test
    void shouldAnswerTheCancellationOfAnUnknownPromptInTheAuditOnly() {
        generator.cancel("nobody");

        assertEquals(List.of(AuditStep.CANCELLATION_IGNORED), generator.auditedSteps());
        assertTrue(generator.out(generator.topics.unfulfilled()).isEmpty());
    }

    @Test
    void shouldExpireAPromptThatWaitsPastItsDeadline() {
        for (int i = 0; i < 8; i++) {
            generator.submit(prompt("busy-" + i).setMaxTokens(200).build());
        }
        generator.submit(prompt("late").setDeadlineMillis(1000L).build());

        generator.driver.advanceWallClockTime(Duration.ofSeconds(2));

        generator.pipeReportsUntil(ReportKind.EXPIRED);
        PromptUnfulfilled ended = unfulfilled();
        assertEquals("late", ended.getId());
        assertEquals(Outcome.EXPIRED, ended.getOutcome());
    }

    @Test
    void shouldLetHeadersTravelWithTheDraft() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));
        generator.prompts().pipeInput(new TestRecord<>("default/p", prompt("p").build(), headers));

        generator.pipeReportsUntil(ReportKind.FINISHED);

        var draft = generator.out(generator.topics.generations()).readRecord();
        assertArrayEquals(
                "00-1-2-01".getBytes(StandardCharsets.UTF_8),
                draft.headers().lastHeader("traceparent").value());
        assertEquals(
                "io.draftgate.DraftGenerated",
                new String(draft.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8));
    }

    @Test
    void shouldRejectATombstone() {
        generator.prompts().pipeInput("default/p", (PromptSubmitted) null);

        assertEquals("value", rejection().getField());
    }

    @Test
    void shouldBeTheTopologyThatWasReviewed() throws IOException {
        try (InputStream in = GeneratorTopologyTest.class.getResourceAsStream("generator-topology.txt");
                Engine engine = Engine.start(model, new EngineOptions(1, 1))) {
            String reviewed = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            String now = GeneratorHarness.topology(model, engine, generator.log)
                    .describe()
                    .toString();

            assertEquals(reviewed.strip(), now.strip());
        }
    }
}
