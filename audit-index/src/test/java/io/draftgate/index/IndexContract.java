package io.draftgate.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditRecord;
import io.draftgate.schemas.event.Route;
import io.draftgate.schemas.event.Ruling;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an index does, whichever database it lives in. */
abstract class IndexContract {
    private static final String PROMPT = "There is no better way to learn a country";
    private static final String TEXT = "than to walk through it slowly, said the Scarecrow.";

    @TempDir
    Path folder;

    private AuditIndex index;

    /** An empty database. */
    abstract DatabaseAddress newDatabase() throws Exception;

    /** The database that was made last. */
    abstract DatabaseAddress database();

    @BeforeEach
    void openANewOne() throws Exception {
        index = AuditIndex.open(newDatabase());
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static Chronicle oneApprovedDraft() {
        return new Chronicle(0)
                .admitted("acme", "walk", PROMPT)
                .generated("acme", "walk", 0, PROMPT, TEXT)
                .screened("acme", "walk", 0, PROMPT, TEXT, Route.REVIEW)
                .decided("acme", "walk", 0, PROMPT, TEXT, Ruling.ESCALATE, "bob")
                .decided("acme", "walk", 0, PROMPT, TEXT, Ruling.APPROVE, "cid");
    }

    private static Chronicle manyDrafts(int count) {
        Chronicle chronicle = new Chronicle(0);
        IntStream.range(0, count)
                .forEach(i -> chronicle
                        .admitted("t" + i % 2, "d" + i, PROMPT)
                        .generated("t" + i % 2, "d" + i, 0, PROMPT, TEXT + " number" + i)
                        .screened("t" + i % 2, "d" + i, 0, PROMPT, TEXT + " number" + i, route(i)));
        return chronicle;
    }

    private static Route route(int i) {
        return i % 3 == 0 ? Route.REVIEW : Route.PUBLISH;
    }

    private void add(Chronicle chronicle) {
        index.add(chronicle.records(), EventOpener.unsealed());
    }

    private List<String> ids(DraftQuery query) {
        return index.search(query).stream().map(draft -> draft.key().id()).toList();
    }

    @Test
    void shouldTellTheWholeStoryOfADraft() {
        add(oneApprovedDraft());

        Story story = index.story(new DraftKey("acme", "walk", 0)).orElseThrow();

        assertEquals(
                List.of("ADMITTED", "GENERATED", "SCREENED", "DECIDED", "DECIDED"),
                story.steps().stream().map(ChainStep::step).toList());
        assertEquals(DraftState.PUBLISHED, story.draft().state());
        assertEquals("ann", story.draft().requestedBy());
        assertEquals(42, story.draft().writing().seed());
        assertEquals("too-short", story.draft().finding().reasons().get(0).code());
        assertEquals("cid", story.draft().finalDecision().orElseThrow().reviewer());
        assertEquals(2, story.draft().decisions().size());
        assertEquals("0.7", story.steps().get(1).facts().get("temperature"));
        assertTrue(story.steps().stream().allMatch(step -> step.chain().intact()));
    }

    @Test
    void shouldTellWhichDraftAwaitsASecondOpinion() {
        Chronicle chronicle = new Chronicle(0)
                .screened("acme", "walk", 0, PROMPT, TEXT, Route.REVIEW)
                .opinion("acme", "walk", 0, Ruling.REJECT, "bob");
        add(chronicle);

        IndexedDraft draft = index.inReview(1).get(0);

        assertTrue(draft.awaitsSecondOpinion());
        assertEquals(Decision.Kind.OPINION, draft.decisions().get(0).kind());
    }

    @Test
    void shouldFindAPromptByItsDraftsOnceItHasAny() {
        Chronicle chronicle = new Chronicle(0).admitted("acme", "walk", PROMPT);
        add(chronicle);
        assertEquals(List.of(new DraftKey("acme", "walk", -1)), index.find("walk", Optional.empty()));

        add(chronicle.generated("acme", "walk", 0, PROMPT, TEXT).generated("acme", "walk", 1, PROMPT, TEXT));

        assertEquals(
                List.of(new DraftKey("acme", "walk", 0), new DraftKey("acme", "walk", 1)),
                index.find("walk", Optional.of("acme")));
    }

    @Test
    void shouldFindByEveryProperty() {
        add(manyDrafts(12));

        assertEquals(List.of("d7"), ids(DraftQuery.all().withText("number7")));
        assertEquals(List.of("d7"), ids(DraftQuery.all().withText("NUMBER7 scarecrow \"better way\"")));
        assertEquals(List.of(), ids(DraftQuery.all().withText("\"way better\"")));
        assertEquals(List.of(), ids(DraftQuery.all().withText("* OR ) --")));
        assertEquals(
                6, ids(DraftQuery.all().withText("scarecrow").withTenant("t1")).size());
        assertEquals(List.of("d9", "d6", "d3", "d0"), ids(DraftQuery.all().withState(DraftState.IN_REVIEW)));
        assertEquals(
                List.of("d11", "d10"),
                ids(DraftQuery.all().withText("scarecrow").withLimit(2)));
        assertEquals(List.of(), ids(DraftQuery.all().withTenant("nobody")));
        assertEquals(12, ids(query("storybook-7m", "ABSTAIN", "too-short")).size());
        assertEquals(0, ids(query("storybook-7m", "HUMAN", "too-short")).size());
    }

    private static DraftQuery query(String model, String verdict, String reason) {
        DraftQuery all = DraftQuery.all();
        return new DraftQuery(
                all.text(),
                all.tenant(),
                Optional.of(model),
                all.since(),
                all.until(),
                Optional.of(verdict),
                Optional.of(reason),
                all.reviewer(),
                all.state(),
                all.limit());
    }

    @Test
    void shouldFindByTimeAndReviewer() {
        add(oneApprovedDraft());
        Instant generated = Chronicle.NOON.plusSeconds(1);
        DraftQuery all = DraftQuery.all();

        assertEquals(
                1, ids(all.withTimes(Optional.of(generated), Optional.empty())).size());
        assertEquals(
                0,
                ids(all.withTimes(Optional.of(generated.plusMillis(1)), Optional.empty()))
                        .size());
        assertEquals(
                0, ids(all.withTimes(Optional.empty(), Optional.of(generated))).size());
        assertEquals(1, ids(byReviewer("bob")).size());
        assertEquals(0, ids(byReviewer("ann")).size());
    }

    private static DraftQuery byReviewer(String name) {
        DraftQuery all = DraftQuery.all();
        return new DraftQuery(
                all.text(),
                all.tenant(),
                all.model(),
                all.since(),
                all.until(),
                all.verdict(),
                all.reason(),
                Optional.of(name),
                all.state(),
                all.limit());
    }

    @Test
    void shouldHoldNothingTwiceHoweverTheRecordsCome() throws Exception {
        List<ChainRecord> records = manyDrafts(10).records();
        index.add(records, EventOpener.unsealed());
        List<String> expected = Databases.rows(database());

        index.add(records, EventOpener.unsealed());
        index.add(records.subList(5, 20), EventOpener.unsealed());

        assertEquals(expected, Databases.rows(database()));
    }

    @Test
    void shouldSayWhichLinkWasEdited() {
        List<ChainRecord> records = new ArrayList<>(oneApprovedDraft().records());
        AuditRecord link = records.get(2).link();
        AuditRecord edited = AuditRecord.newBuilder(link)
                .setDigest(ByteBuffer.wrap(new byte[32]))
                .build();
        records.set(2, new ChainRecord(Chronicle.TOPIC, 0, 2, edited));

        index.add(records, EventOpener.unsealed());

        assertEquals(
                List.of(true, true, false, false, true),
                index.story(new DraftKey("acme", "walk", 0)).orElseThrow().steps().stream()
                        .map(step -> step.chain().intact())
                        .toList());
    }

    @Test
    void shouldPassOverWhatIsNoRecordOfAChain() {
        AuditRecord strange = AuditRecord.newBuilder()
                .setIndex(7)
                .setPreviousDigest(ByteBuffer.wrap(new byte[1]))
                .setEvent(ByteBuffer.wrap(new byte[] {1}))
                .setDigest(ByteBuffer.wrap(new byte[2]))
                .build();
        List<ChainRecord> records =
                List.of(new ChainRecord(Chronicle.TOPIC, 3, 0, strange), new ChainRecord(Chronicle.TOPIC, 3, 1, null));

        index.add(records, EventOpener.unsealed());

        assertEquals(List.of(new ChainPosition(3, 2, 0, "")), index.positions());
    }

    /** Opens everything with the tenant's key until that is destroyed. */
    private record TenantKeys(Set<String> destroyed) implements EventOpener {
        @Override
        public OpenedEvent open(AuditEvent event) {
            return isDestroyed(event.getTenant())
                    ? new OpenedEvent.Erased(event.getTenant())
                    : new OpenedEvent.Clear(event, Optional.of(event.getTenant()));
        }

        @Override
        public boolean isDestroyed(String keyName) {
            return destroyed.contains(keyName);
        }
    }

    @Test
    void shouldShowWhatWasErasedAsErased() {
        index.add(oneApprovedDraft().records(), new TenantKeys(Set.of("acme")));

        Story story = index.story(new DraftKey("acme", "walk", 0)).orElseThrow();
        assertTrue(story.draft().erased());
        assertEquals(DraftState.ERASED, story.draft().state());
        assertTrue(story.steps().stream().allMatch(step -> step.content() == ChainStep.Content.ERASED));
        assertTrue(story.steps().stream().allMatch(step -> step.chain().intact()));
    }

    @Test
    void shouldForgetWhatADestroyedKeyHadOpened() throws Exception {
        index.add(oneApprovedDraft().records(), new TenantKeys(Set.of()));
        assertEquals(List.of("acme"), index.keyNames());

        assertEquals(0, index.erase("other"));
        assertEquals(1, index.erase("acme"));

        assertEquals(List.of(), ids(DraftQuery.all().withText("scarecrow")));
        assertEquals(List.of(), index.keyNames());
        assertFalse(Databases.rows(database()).toString().contains("Scarecrow"));
        assertFalse(filesHold("Scarecrow"), "left in a file");
    }

    @Test
    void shouldHoldAfterAnErasureWhatAnIndexBuiltLaterHolds() throws Exception {
        index.add(oneApprovedDraft().records(), new TenantKeys(Set.of()));

        index.erase("acme");

        List<String> erased = Databases.rows(database());
        close();
        openANewOne();
        index.add(oneApprovedDraft().records(), new TenantKeys(Set.of("acme")));
        assertEquals(Databases.rows(database()), erased);
    }

    private boolean filesHold(String text) throws Exception {
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void shouldCountForTheDashboard() {
        add(manyDrafts(12));

        IndexFigures figures = index.figures(Chronicle.NOON, Chronicle.NOON.plusSeconds(3600));

        assertEquals(12, figures.drafts());
        assertEquals(4, figures.states().get(DraftState.IN_REVIEW));
        assertEquals(8, figures.states().get(DraftState.PUBLISHED));
        assertEquals(12, figures.reasons().get("too-short"));
        assertEquals(12, figures.probabilities().get(4));
        assertEquals(1, figures.days().size());
    }

    @Test
    void shouldShowTheOldestInReviewFirst() {
        add(manyDrafts(7));

        assertEquals(
                List.of("d0", "d3"),
                index.inReview(2).stream().map(draft -> draft.key().id()).toList());
    }

    @Test
    void shouldKeepATextWithANulByte() {
        add(new Chronicle(0).generated("acme", "nul", 0, "a\0b", "c\0d"));

        assertEquals("c\uFFFDd", index.search(DraftQuery.all()).get(0).text());
    }
}
