package io.draftgate.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.index.AuditIndex;
import io.draftgate.index.DatabaseAddress;
import io.draftgate.index.EventOpener;
import io.draftgate.review.access.TrustedHeader;
import io.draftgate.review.access.UsersFile;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.Ruling;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console as a client meets it that does not play by the rules. No decision is sent: nothing listens for it. */
@Timeout(60)
class ReviewConsoleTest {
    private static final String PASSWORD = "correct horse";
    private static final String WALK = "/draft?tenant=" + Drafts.TENANT + "&id=walk&completion=0";

    @TempDir
    static Path users;

    @TempDir
    Path folder;

    private AuditIndex index;
    private ReviewConsole console;
    private Visitor visitor;
    private Replayer replayer = story -> CompletableFuture.failedFuture(new IllegalStateException("no model"));

    @BeforeAll
    static void addBob() throws Exception {
        new UsersFile(users.resolve("reviewers")).put("bob", PASSWORD.toCharArray());
    }

    @BeforeEach
    void open() {
        index = AuditIndex.open(DatabaseAddress.of(folder.resolve("audit.db").toString()));
        index.add(
                new Drafts(Instant.parse("2026-11-25T12:00:00Z"))
                        .inReview("walk", "ann", "He walked. He ran. He <script>alert(1)</script> slept")
                        .inReview("mine", "bob", "Nothing for bob")
                        .inReview("pair", "ann", "Read by two")
                        .opinion("pair", Ruling.REJECT, "cid", "because of cid")
                        .published("done", "Let through. All of it")
                        .records(),
                EventOpener.unsealed());
        start(Optional.empty(), false);
    }

    private void start(Optional<TrustedHeader> trustedHeader, boolean https) {
        console = new ReviewConsole(
                new ConsoleSettings("127.0.0.1", 0, https, users.resolve("reviewers"), trustedHeader),
                index,
                TopicCatalogue.standard(),
                Map.of("bootstrap.servers", "127.0.0.1:1"),
                Proofs.none(),
                Optional.of(replayer),
                InstantSource.system());
        console.start();
        visitor = new Visitor(console.port());
    }

    @AfterEach
    void close() {
        console.close();
        index.close();
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void shouldShowNothingToWhoeverHasNotSignedIn() throws Exception {
        for (String page : List.of("/", "/queue", "/draft?id=walk&completion=0", "/search", "/dashboard")) {
            HttpResponse<String> response = visitor.get(page);

            assertEquals(303, response.statusCode(), page);
            assertFalse(response.body().contains("walk"), page);
        }
        assertEquals(303, visitor.decide("walk", "APPROVE", "fine").statusCode());
        assertEquals("/sign-in", header(visitor.get("/queue"), "Location"));
    }

    @Test
    void shouldSignInWithNameAndPasswordOnly() throws Exception {
        assertEquals(401, visitor.signIn("bob", "wrong horse").statusCode());
        assertEquals(401, visitor.signIn("nobody", PASSWORD).statusCode());
        assertEquals(303, visitor.signIn("bob", PASSWORD).statusCode());
        assertEquals(200, visitor.get("/queue").statusCode());
    }

    @Test
    void shouldMakeWhoeverGuessesWait() throws Exception {
        for (int i = 0; i < 5; i++) {
            visitor.signIn("bob", "guess number " + i);
        }

        HttpResponse<String> right = visitor.signIn("bob", PASSWORD);

        assertEquals(429, right.statusCode());
        assertTrue(right.body().contains("Too many attempts"), right.body());
    }

    @Test
    void shouldGiveTheSessionsCookieToNobodyElse() throws Exception {
        String cookie = header(visitor.signIn("bob", PASSWORD), "Set-Cookie");

        assertTrue(cookie.contains("HttpOnly"), cookie);
        assertTrue(cookie.contains("SameSite=Strict"), cookie);
        assertFalse(cookie.contains("Secure"), "plain HTTP on this machine");

        console.close();
        start(Optional.empty(), true);
        String secure = header(visitor.signIn("bob", PASSWORD), "Set-Cookie");
        assertTrue(secure.startsWith("__Host-draftgate=") && secure.contains("Secure"), secure);
        assertFalse(header(visitor.get("/sign-in"), "Strict-Transport-Security").isEmpty());
    }

    @Test
    void shouldEndASessionWhenItsReviewerSignsOut() throws Exception {
        visitor.as("bob", PASSWORD);
        String page = visitor.get("/queue").body();
        String token =
                page.substring(page.indexOf("name=\"csrf\" value=\"") + 19).split("\"", 2)[0];

        visitor.post("/sign-out", Map.of("csrf", token));

        assertEquals(303, visitor.get("/queue").statusCode());
    }

    @Test
    void shouldTellTheBrowserWhatNotToDo() throws Exception {
        HttpResponse<String> response = visitor.get("/sign-in");

        String policy = header(response, "Content-Security-Policy");
        assertTrue(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("nosniff", header(response, "X-Content-Type-Options"));
        assertEquals("no-store", header(response, "Cache-Control"));
    }

    @Test
    void shouldTakeNoDecisionFromAFormOfAnotherSite() throws Exception {
        visitor.signIn("bob", PASSWORD);

        HttpResponse<String> forged = visitor.decide("walk", "APPROVE", "fine");

        assertEquals(403, forged.statusCode());
        assertEquals(
                403,
                visitor.post("/sign-in", Map.of("name", "bob", "password", PASSWORD), "Sec-Fetch-Site", "cross-site")
                        .statusCode());
    }

    @Test
    void shouldRefuseADecisionThatTheTopologyWouldRefuse() throws Exception {
        visitor.as("bob", PASSWORD);

        assertEquals(409, visitor.decide("mine", "APPROVE", "my own").statusCode());
        assertEquals(409, visitor.decide("unknown", "APPROVE", "fine").statusCode());
        assertEquals(409, visitor.decide("done", "REJECT", "too late").statusCode());
        assertEquals(400, visitor.decide("walk", "APPROVE", " ").statusCode());
        assertEquals(400, visitor.decide("walk", "PUBLISH", "fine").statusCode());
    }

    @Test
    void shouldEscapeWhatAModelWrote() throws Exception {
        String page = visitor.as("bob", PASSWORD)
                .get("/queue?tenant=default&id=walk&completion=0")
                .body();

        assertTrue(page.contains("&lt;script&gt;alert(1)"), page);
        assertFalse(page.contains("<script>alert"), page);
    }

    @Test
    void shouldNotOfferADraftToTheOneWhoAskedForIt() throws Exception {
        String queue = visitor.as("bob", PASSWORD).get("/queue").body();

        assertTrue(queue.contains("walk"), queue);
        assertFalse(queue.contains("Nothing for bob"), queue);
    }

    @Test
    void shouldNotShowAFirstOpinionToTheSecondReviewer() throws Exception {
        visitor.as("bob", PASSWORD);
        for (String page : List.of(
                "/queue?tenant=default&id=pair&completion=0",
                "/draft?tenant=default&id=pair&completion=0",
                "/search")) {
            String body = visitor.get(page).body();

            assertTrue(body.contains("pair"), body);
            assertFalse(body.contains("because of cid") || body.contains("REJECT by"), page);
        }
    }

    @Test
    void shouldShowTheStoryWithItsProof() throws Exception {
        String story = visitor.as("bob", PASSWORD)
                .get("/draft?tenant=default&id=walk&completion=0")
                .body();

        assertTrue(story.contains("GENERATED") && story.contains("SCREENED"), story);
        assertTrue(story.contains("Hash chain") && story.contains("✓ holds"), story);
        assertEquals(
                404, visitor.get("/draft?tenant=default&id=none&completion=0").statusCode());
    }

    @Test
    void shouldFindAndCount() throws Exception {
        visitor.as("bob", PASSWORD);

        String found = visitor.get("/search?text=walked&verdict=ABSTAIN").body();
        String dashboard = visitor.get("/dashboard").body();

        assertTrue(found.contains("default/walk#0") && found.contains("1 found in"), found);
        assertTrue(dashboard.contains("in review") && dashboard.contains("<svg"), dashboard);
    }

    @Test
    void shouldBelieveAHeaderFromATrustedProxyOnly() throws Exception {
        console.close();
        start(Optional.of(new TrustedHeader("X-Forwarded-User", Set.of("127.0.0.1"))), false);
        assertEquals(200, visitor.get("/queue", "X-Forwarded-User", "dora").statusCode());
        assertEquals(303, visitor.get("/queue", "X-Forwarded-User", "<dora>").statusCode());
        assertEquals(303, visitor.get("/queue").statusCode());

        console.close();
        start(Optional.of(new TrustedHeader("X-Forwarded-User", Set.of("10.0.0.7"))), false);
        assertEquals(303, visitor.get("/queue", "X-Forwarded-User", "dora").statusCode());
    }

    @Test
    void shouldReplayNothingForAFormOfSomebodyElse() throws Exception {
        visitor.as("bob", PASSWORD);

        assertEquals(
                403,
                visitor.post("/replay", Map.of("tenant", Drafts.TENANT, "id", "walk", "completion", "0"))
                        .statusCode());
        assertTrue(visitor.get(WALK).body().contains("Not tried yet"));
    }

    @Test
    void shouldShowTheVerdictOfAReplayAndWhyOneCouldNotBeTried() throws Exception {
        visitor.as("bob", PASSWORD);

        assertEquals(303, visitor.replay("walk").statusCode());
        assertTrue(visitor.get(WALK).body().contains("could not be tried: no model"));

        console.close();
        replayer = story -> CompletableFuture.completedFuture(
                new Proofs.Proof(Replays.NAME, Proofs.Status.FAILS, "Refuted: 3 of 40 tokens"));
        start(Optional.empty(), false);
        visitor.as("bob", PASSWORD);
        assertEquals(303, visitor.replay("walk").statusCode());
        assertTrue(visitor.get(WALK).body().contains("Refuted: 3 of 40 tokens"));
        assertEquals(404, visitor.replay("unknown").statusCode());
    }
}
