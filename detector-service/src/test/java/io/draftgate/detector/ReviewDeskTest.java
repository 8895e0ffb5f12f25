package io.draftgate.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detector.ReviewDesk.Outcome;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.EventSerde;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.DraftScreened;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Route;
import io.draftgate.schemas.event.Ruling;
import io.draftgate.schemas.event.Screening;
import io.draftgate.schemas.event.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReviewDeskTest {
    // Before Avro copies a record, it must have been told to trust its class.
    private static final EventSerde<DraftScreened> SCREENED = EventSerde.of(DraftScreened.class);
    private static final EventKey KEY = new EventKey("default", "walk");
    private static final ReviewDesk ALONE = new ReviewDesk(SecondReview.none());
    private static final ReviewDesk IN_PAIRS = new ReviewDesk(new SecondReview(1, 7));

    private static DraftScreened inReview() {
        return SCREENED.decode(SCREENED.encode(unscreened()));
    }

    private static DraftScreened unscreened() {
        return DraftScreened.newBuilder()
                .setDraft(DetectorFixture.draft("walk").build())
                .setScreening(Screening.newBuilder()
                        .setVerdict(Verdict.ABSTAIN)
                        .setReasons(List.of())
                        .setDetectorDigest("sha256:0")
                        .setOperatingPoint("")
                        .setPolicyVersion("1")
                        .setPolicyDigest("sha256:0")
                        .setScreenedAt(Instant.EPOCH)
                        .build())
                .setRoute(Route.REVIEW)
                .build();
    }

    private static ReviewDecided by(String reviewer, Ruling ruling) {
        return new ReviewDecided("walk", "default", 0, ruling, reviewer, "because", Instant.EPOCH);
    }

    private static DraftScreened waits(Outcome outcome) {
        Outcome.Waits waits = (Outcome.Waits) outcome;
        assertEquals(AuditStep.OPINION_GIVEN, waits.step());
        return waits.draft();
    }

    private static DraftScreened routed(Outcome outcome) {
        return ((Outcome.Routed) outcome).draft();
    }

    private static String objection(Outcome outcome) {
        return ((Outcome.Refused) outcome).objection();
    }

    @Test
    void shouldRefuseADecisionAboutAnUnknownDraft() {
        assertEquals(
                "no such draft in review: unknown, or decided already",
                objection(ALONE.take(null, KEY, by("bob", Ruling.APPROVE))));
    }

    @Test
    void shouldKeepAFirstOpinionAndNotTellIt() {
        Outcome.Waits first = (Outcome.Waits) IN_PAIRS.take(inReview(), KEY, by("bob", Ruling.REJECT));

        assertEquals("first of two opinions, by bob", first.summary());
        assertEquals(Route.REVIEW, first.draft().getRoute());
        assertEquals(Ruling.REJECT, first.draft().getOpinions().get(0).getRuling());
    }

    @Test
    void shouldRouteWhatTwoAgreeOn() {
        DraftScreened heard = waits(IN_PAIRS.take(inReview(), KEY, by("bob", Ruling.APPROVE)));

        DraftScreened published = routed(IN_PAIRS.take(heard, KEY, by("cid", Ruling.APPROVE)));

        assertEquals(Route.PUBLISH, published.getRoute());
        assertEquals("cid", published.getDecision().getReviewer());
        assertEquals(2, published.getOpinions().size());
    }

    @Test
    void shouldLetAThirdDecideWhatTwoDoNotAgreeOn() {
        DraftScreened first = waits(IN_PAIRS.take(inReview(), KEY, by("bob", Ruling.APPROVE)));
        DraftScreened both = waits(IN_PAIRS.take(first, KEY, by("cid", Ruling.REJECT)));

        DraftScreened blocked = routed(IN_PAIRS.take(both, KEY, by("dora", Ruling.REJECT)));

        assertEquals(Route.BLOCK, blocked.getRoute());
        assertEquals("dora", blocked.getDecision().getReviewer());
    }

    @Test
    void shouldRefuseASecondOpinionByTheSamePerson() {
        DraftScreened heard = waits(IN_PAIRS.take(inReview(), KEY, by("bob", Ruling.APPROVE)));

        assertEquals(
                "nobody decides twice about a draft", objection(IN_PAIRS.take(heard, KEY, by("bob", Ruling.APPROVE))));
    }

    @Test
    void shouldRefuseAnOpinionByTheOneWhoAsked() {
        assertEquals(
                "nobody decides about a draft they asked for",
                objection(IN_PAIRS.take(inReview(), KEY, by("ann", Ruling.APPROVE))));
    }

    @Test
    void shouldDrawTheSameDraftsAgainAndAboutTheShareOfThem() {
        SecondReview tenth = new SecondReview(0.1, 7);

        long drawn = IntStream.range(0, 10_000)
                .filter(i -> tenth.wants(new EventKey("default", "d" + i), 0))
                .count();

        assertTrue(drawn > 900 && drawn < 1_100, "drawn: " + drawn);
        assertTrue(tenth.wants(new EventKey("default", "d17"), 0)
                == new SecondReview(0.1, 7).wants(new EventKey("default", "d17"), 0));
        assertFalse(SecondReview.none().wants(KEY, 0));
    }

    @Test
    void shouldRefuseAShareThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new SecondReview(1.5, 0));
    }
}
