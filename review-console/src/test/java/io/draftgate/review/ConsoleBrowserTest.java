package io.draftgate.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.draftgate.broker.EmbeddedBroker;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.DatabaseAddress;
import io.draftgate.index.EventOpener;
import io.draftgate.review.access.UsersFile;
import io.draftgate.schemas.TopicCatalogue;
import io.draftgate.schemas.event.ReviewDecided;
import io.draftgate.schemas.event.Ruling;
import io.draftgate.streams.TopicAdministration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, on a real broker. Set {@code draftgate.photographs} to a folder to keep pictures. */
@Timeout(180)
class ConsoleBrowserTest {
    private static final TopicCatalogue TOPICS = TopicCatalogue.standard();
    private static final String PASSWORD = "correct horse";
    private static final String ENTER = "\uE007";
    private static final String ESCAPE = "\uE00C";

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static AuditIndex index;
    private static ReviewConsole console;
    private static Browser browser;
    private static Map<String, Object> client;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> chromium = Browser.program("chromium");
        Optional<Path> driver = Browser.program("chromedriver");
        Assumptions.assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "Chromium is not installed here: 'apt-get install chromium chromium-driver' to run this");
        broker = EmbeddedBroker.start(folder.resolve("kafka"));
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (TopicAdministration administration = new TopicAdministration(client)) {
            administration.create(TOPICS);
        }
        index = AuditIndex.open(DatabaseAddress.of(folder.resolve("audit.db").toString()));
        index.add(drafts().records(), EventOpener.unsealed());
        new UsersFile(folder.resolve("reviewers")).put("bob", PASSWORD.toCharArray());
        console = new ReviewConsole(
                new ConsoleSettings("127.0.0.1", 0, false, folder.resolve("reviewers"), Optional.empty()),
                index,
                TOPICS,
                client,
                story -> List.of(
                        new Proofs.Proof("Merkle inclusion", Proofs.Status.HOLDS, "In the tree of a checkpoint.")),
                Optional.of(story -> CompletableFuture.completedFuture(
                        new Proofs.Proof(Replays.NAME, Proofs.Status.HOLDS, "Accepted: 40 tokens: 40 exact."))),
                InstantSource.system());
        console.start();
        browser = Browser.open(driver.get(), chromium.get(), folder);
        signIn();
    }

    private static Drafts drafts() {
        Drafts drafts = new Drafts(Instant.now().minus(Duration.ofHours(5)));
        drafts.inReview(
                "lamp-keeper",
                "ann",
                ", the keeper of the lamp climbed the stairs. He counted every one of them aloud. The wind went round the"
                        + " tower and asked to be let in. \"Not tonight,\" said the keeper, and trimmed the wick. Below him"
                        + " the sea went on with its long sentence. ");
        drafts.inReview("short-cloze", "ann", ", the garden was full of <b>roses</b>. ");
        for (int i = 0; i < 12; i++) {
            drafts.inReview("story-" + i, "ann", " there was a goose who kept a shop. She sold nothing but string. ");
        }
        drafts.inReview("pair", "ann", ", two people read this. ")
                .opinion("pair", Ruling.REJECT, "cid", "because of cid");
        for (int i = 0; i < 25; i++) {
            drafts.published("published-" + i, " all was well. ");
        }
        return drafts;
    }

    private static void signIn() throws IOException, InterruptedException {
        go("/sign-in");
        browser.await("document.activeElement.id === 'name'");
        browser.type("bob\uE004" + PASSWORD + ENTER);
        browser.await("location.pathname === '/queue'");
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (console != null) {
            console.close();
            index.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private static void go(String path) throws IOException, InterruptedException {
        browser.go("http://127.0.0.1:" + console.port() + path);
    }

    private static String title() throws IOException, InterruptedException {
        return browser.run("return document.querySelector('h1').innerText").asText();
    }

    @Test
    void shouldDecideByKeysAlone() throws Exception {
        browser.look(1440, 900, "light");
        go("/queue");
        browser.await("document.querySelector('h1')");
        assertEquals("default/lamp-keeper#0", title());
        browser.type("j");
        browser.await("document.querySelector('h1').innerText === 'default/short-cloze#0'");

        browser.type("r");
        browser.await("document.activeElement.id === 'decision-reason'");
        browser.type("too short to judge" + ENTER);
        browser.await("document.querySelector('[role=status]').innerText.startsWith('Sent: reject')");

        ReviewDecided decision = Decisions.all(TOPICS, client).get(0);
        assertEquals("short-cloze", decision.getPromptId());
        assertEquals(Ruling.REJECT, decision.getRuling());
        assertEquals("bob", decision.getReviewer());
        assertEquals("too short to judge", decision.getReason());
        assertTrue(decision.getDecidedAt().isAfter(Instant.now().minusSeconds(120)));
        assertEquals("default/story-0#0", title(), "on with the next");
        assertFalse(browser.run("return document.querySelector('.list').innerText")
                .asText()
                .contains("short-cloze"));
    }

    @Test
    void shouldHelpWithTheKeysAndLeaveFields() throws Exception {
        go("/queue");
        browser.await("document.getElementById('keys')");
        browser.type("?");
        browser.await("document.getElementById('keys').open");
        browser.type(ESCAPE);
        browser.await("!document.getElementById('keys').open");
        browser.type("a");
        browser.await("document.querySelector('button.chosen').value === 'APPROVE'");
        browser.type(ESCAPE + "/");
        browser.await("location.pathname === '/search'");
        browser.type("/");
        browser.await("document.activeElement.id === 'search-text'");
    }

    @Test
    void shouldDecideNothingByEnterAlone() throws Exception {
        go("/queue");
        browser.await("document.getElementById('decision-reason')");
        browser.run("document.getElementById('decision-reason').focus()");
        int before = Decisions.all(TOPICS, client).size();

        browser.type("a thought" + ENTER);

        browser.await("document.getElementById('decision-reason').value === 'a thought'");
        assertEquals(before, Decisions.all(TOPICS, client).size());
    }

    @Test
    void shouldReplayADraftAtAButton() throws Exception {
        go("/draft?tenant=default&id=story-3&completion=0");
        browser.await("document.querySelector('.proofs').innerText.includes('Not tried yet')");

        browser.run("document.getElementById('replay').click()");

        browser.await("document.querySelector('.proofs').innerText.includes('40 exact')");
        assertEquals("default/story-3#0", title());
    }

    @Test
    void shouldBeReadableAtEverySizeAndColour() throws Exception {
        String check = new String(
                ConsoleBrowserTest.class.getResourceAsStream("readable.js").readAllBytes(), StandardCharsets.UTF_8);
        String draft = "?tenant=default&id=lamp-keeper&completion=0";
        for (String page :
                List.of("/queue" + draft, "/draft" + draft, "/search?text=keeper", "/dashboard", "/sign-in")) {
            for (String scheme : List.of("light", "dark")) {
                for (int width : new int[] {390, 1440}) {
                    browser.look(width, width == 390 ? 844 : 900, scheme);
                    go(page);
                    browser.await("document.querySelector('h1')");
                    assertEquals(-1, List.of("Failed", "Not done").indexOf(title()), page);
                    photograph(page, scheme, width);

                    JsonNode problems = browser.run(check);

                    assertEquals("[]", problems.toString(), page + " " + scheme + " " + width);
                }
            }
        }
    }

    private static void photograph(String page, String scheme, int width) throws IOException, InterruptedException {
        String pictures = System.getProperty("draftgate.photographs", "");
        if (!pictures.isEmpty()) {
            String name = page.substring(1).replaceAll("\\?.*", "");
            Files.createDirectories(Path.of(pictures));
            browser.photograph(Path.of(pictures, name + "-" + scheme + "-" + width + ".png"));
        }
    }
}
