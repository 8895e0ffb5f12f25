package io.draftgate.generator;

import static io.draftgate.generator.GeneratorHarness.prompt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.DraftGenerated;
import io.draftgate.schemas.event.GenerationProgressed;
import io.draftgate.schemas.event.Outcome;
import io.draftgate.schemas.event.PromptSubmitted;
import io.draftgate.schemas.event.PromptUnfulfilled;
import io.draftgate.schemas.event.ReportKind;
import io.draftgate.schemas.event.UsageRecorded;
import io.draftgate.schemas.event.WorkReported;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every end of an admitted prompt leaves in the usage topic. */
@Timeout(60)
class AccountingTest {
    private static final EventSerde<GenerationProgressed> PROGRESS = EventSerde.of(GenerationProgressed.class);
    /** So many completions of so many tokens that the engine is in the middle of them while the test does something. */
    private static final int COMPLETIONS = 32;

    private static final int TOKENS = 240;

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

    private static PromptSubmitted.Builder longPrompt(String id) {
        return prompt(id)
                .setTenant("acme")
                .setRequestedBy("ann")
                .setN(COMPLETIONS)
                .setMaxTokens(TOKENS)
                .setMinTokens(TOKENS);
    }

    private List<UsageRecorded> usage() {
        return generator.out(generator.topics.usage()).readValuesToList();
    }

    private Outcome outcome() {
        List<PromptUnfulfilled> ended =
                generator.out(generator.topics.unfulfilled()).readValuesToList();
        assertEquals(1, ended.size());
        return ended.get(0).getOutcome();
    }

    private static void assertCost(UsageRecorded usage, Outcome ended, long leastTokens) {
        assertEquals(ended, usage.getEnded());
        assertEquals("acme", usage.getTenant());
        assertEquals("ann", usage.getRequestedBy());
        assertEquals(model.name(), usage.getModelName());
        assertEquals(model.tokenizer().encode("Once upon a time").length, usage.getPromptTokens());
        assertTrue(usage.getCompletionTokens() >= leastTokens, usage::toString);
        assertTrue(usage.getCompletionTokens() < COMPLETIONS * TOKENS, usage::toString);
        assertTrue(usage.getEngineSeconds() > 0, usage::toString);
    }

    /** The first is told with the first tokens, in no time. */
    private WorkReported secondProgress() {
        generator.pipeReportsUntil(ReportKind.PROGRESS);
        return generator.pipeReportsUntil(ReportKind.PROGRESS);
    }

    private static long tokens(WorkReported progress) {
        return PROGRESS.decode(progress.getPayload().duplicate()).getCompletions().stream()
                .mapToLong(written -> written.getTokenIds().size())
                .sum();
    }

    @Test
    void shouldAccountOnceForAPromptThatHasItsDrafts() {
        generator.submit(prompt("p").setTenant("acme").build());

        WorkReported finished = generator.pipeReportsUntil(ReportKind.FINISHED);
        generator.pipe(finished);

        List<UsageRecorded> usage = usage();
        DraftGenerated draft = generator.drafts().get(0);
        assertEquals(1, usage.size());
        assertNull(usage.get(0).getEnded());
        assertEquals(draft.getTokenIds().size(), usage.get(0).getCompletionTokens());
        assertEquals(draft.getPromptTokenIds().size(), usage.get(0).getPromptTokens());
    }

    @Test
    void shouldAccountForWhatWasWrittenOfACancelledPrompt() {
        generator.submit(longPrompt("p").build());
        long written = tokens(secondProgress());

        cancelTwice();

        List<UsageRecorded> usage = usage();
        assertEquals(Outcome.CANCELLED, outcome());
        assertEquals(1, usage.size());
        assertCost(usage.get(0), Outcome.CANCELLED, written);
    }

    private void cancelTwice() {
        for (int i = 0; i < 2; i++) {
            generator
                    .in(generator.topics.cancellations())
                    .pipeInput(new TestRecord<>("acme/p", null, new RecordHeaders()));
        }
    }

    @Test
    void shouldAccountForWhatWasWrittenOfAnExpiredPrompt() {
        generator.submit(longPrompt("p").setDeadlineMillis(1000L).build());
        long written = tokens(secondProgress());
        generator.driver.advanceWallClockTime(Duration.ofSeconds(2));

        WorkReported expired = generator.pipeReportsUntil(ReportKind.EXPIRED);
        generator.pipe(expired);

        List<UsageRecorded> usage = usage();
        assertEquals(Outcome.EXPIRED, outcome());
        assertEquals(1, usage.size());
        assertCost(usage.get(0), Outcome.EXPIRED, written);
    }

    @Test
    void shouldAccountForWhatWasWrittenOfAPromptThatFailed() {
        generator.submit(longPrompt("p").build());
        WorkReported progress = secondProgress();
        WorkReported failed = WorkReported.newBuilder(progress)
                .setKind(ReportKind.FAILED)
                .setReason("the engine failed")
                .build();

        generator.pipe(failed);
        generator.pipe(failed);

        List<UsageRecorded> usage = usage();
        assertEquals(Outcome.FAILED, outcome());
        assertEquals(1, usage.size());
        assertCost(usage.get(0), Outcome.FAILED, tokens(progress));
    }

    @Test
    void shouldAccountNothingForAPromptThatNoEngineHadBegun() {
        generator.submit(longPrompt("busy").build());
        generator.pipeReportsUntil(ReportKind.PROGRESS);
        generator.submit(longPrompt("p").setDeadlineMillis(1000L).build());

        cancelTwice();

        UsageRecorded usage = usage().get(0);
        assertEquals(Outcome.CANCELLED, usage.getEnded());
        assertEquals(0, usage.getPromptTokens());
        assertEquals(0, usage.getCompletionTokens());
        assertEquals(0, usage.getEngineSeconds());
    }

    @Test
    void shouldAccountNothingForAPromptThatWasNeverAdmitted() {
        generator.submit(prompt("p").setTemperature(-1.0).build());

        assertEquals(List.of(), usage());
    }

    @Test
    void shouldCountWhatEndedWithoutADraftForItsTenant() {
        generator.submit(longPrompt("p").build());
        secondProgress();

        cancelTwice();

        UsageRecorded usage = usage().get(0);
        assertEquals(
                usage.getCompletionTokens(),
                generator
                        .meters
                        .get("draftgate.tenant.tokens")
                        .tag("tenant", "acme")
                        .tag("kind", "completion")
                        .counter()
                        .count());
        assertEquals(
                usage.getEngineSeconds(),
                generator
                        .meters
                        .get("draftgate.tenant.engine")
                        .tag("tenant", "acme")
                        .counter()
                        .count());
    }
}
