package io.draftgate.cli.hub;

import static io.draftgate.cli.hub.FakeHub.endless;
import static io.draftgate.cli.hub.FakeHub.redirect;
import static io.draftgate.cli.hub.FakeHub.serve;
import static io.draftgate.cli.hub.FakeHub.status;
import static io.draftgate.cli.hub.FakeHub.withHeader;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.cli.command.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPullTest {

    private static final ModelReference GPT2 = ModelReference.parse("gpt2");
    private static final String WEIGHTS = "model.safetensors";
    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path scratch;

    private FakeHub hub;
    private ModelCache cache;

    @BeforeEach
    void startAHub() throws Exception {
        hub = FakeHub.with("openai-community/gpt2", "main", scratch);
        cache = new ModelCache(scratch.resolve("cache"));
    }

    @AfterEach
    void stopTheHub() {
        hub.close();
    }

    @Test
    void shouldPutAModelInItsPlaceWithWhatItIs() throws Exception {
        // When
        ModelPull.Pulled pulled = pull();

        // Then
        assertFalse(pulled.wasThere());
        assertEquals(List.of(pulled.model()), cache.all());
        assertEquals(Optional.empty(), pulled.model().problem(pulled.folder()));
        assertEquals("gpt2", pulled.model().name());
        assertTrue(
                pulled.model().digest().matches("sha256:[0-9a-f]{64}"),
                pulled.model().digest());
        assertArrayEquals(hub.file(WEIGHTS), Files.readAllBytes(pulled.folder().resolve(WEIGHTS)));
        assertEquals(
                Set.of("config.json", "vocab.json", "merges.txt", WEIGHTS, PulledModel.FILE), names(pulled.folder()));
    }

    @Test
    void shouldGoOnWhereTheConnectionBroke() throws Exception {
        // Given
        hub.next(WEIGHTS, serve(1000), serve(2000));

        // When
        pull();

        // Then
        assertEquals(
                List.of("", "bytes=999-", "bytes=2998-"),
                hub.requests(WEIGHTS).stream().map(FakeHub.Request::range).toList());
    }

    @Test
    void shouldGoOnWhereAnEarlierPullGaveUp() throws Exception {
        // Given
        hub.next(WEIGHTS, serve(1000), status(500), status(500), status(500));
        String givenUp = failure();

        // When
        pull();

        // Then
        assertTrue(givenUp.contains("could not be downloaded in 3 attempts: the server answers 500"), givenUp);
        List<FakeHub.Request> requests = hub.requests(WEIGHTS);
        assertEquals("bytes=999-", requests.get(requests.size() - 1).range());
    }

    @Test
    void shouldBeginAnewWhenTheHubHasOtherBytesThanBefore() throws Exception {
        // Given
        byte[] old = hub.file(WEIGHTS);
        old[old.length - 1]++;
        byte[] current = hub.file(WEIGHTS);
        hub.next(WEIGHTS, (exchange, file) -> serve(1000).give(exchange, old), serve(Integer.MAX_VALUE));

        // When
        ModelPull.Pulled pulled = pull();

        // Then
        assertArrayEquals(current, Files.readAllBytes(pulled.folder().resolve(WEIGHTS)));
    }

    @Test
    void shouldNotTrustARestThatBeginsElsewhere() throws Exception {
        // Given
        hub.next(WEIGHTS, serve(1000), (exchange, file) -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 5-9/" + file.length);
            exchange.sendResponseHeaders(206, 5);
            exchange.getResponseBody().write(file, 5, 5);
        });

        // When
        ModelPull.Pulled pulled = pull();

        // Then
        assertArrayEquals(hub.file(WEIGHTS), Files.readAllBytes(pulled.folder().resolve(WEIGHTS)));
    }

    @ParameterizedTest
    @CsvSource({"429", "500", "503"})
    void shouldTryAgainAfterATroubleThatPasses(int status) throws Exception {
        // Given
        hub.next("config.json", withHeader("Retry-After", "3600", status(status)));

        // When
        pull();

        // Then
        assertEquals(2, hub.requests("config.json").size());
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | config.json | answers 401: there is no such model, or it is not for everybody",
                "403 | model.safetensors | answers 403: there is no such model, or it is not for everybody",
                "404 | config.json | is not there (404)",
                "418 | vocab.json  | answers 418, expected 200",
                "429 | merges.txt  | could not be downloaded in 3 attempts: the server answers 429",
                "500 | model.safetensors | could not be downloaded in 3 attempts: the server answers 500",
            })
    void shouldSayInOneLineWhatTheHubRefused(int status, String file, String expected) throws Exception {
        // Given
        hub.next(file, status(status), status(status), status(status));

        // When
        String failure = failure();

        // Then
        assertEquals(hub.address() + "/openai-community/gpt2/resolve/main/" + file + " " + expected, failure);
        assertNothingToSee();
    }

    @Test
    void shouldSayThatBytesAreNotThoseThatWereAnnounced() throws Exception {
        // Given
        String announced = "0".repeat(64);
        hub.next(WEIGHTS, withHeader("X-Linked-Etag", "\"" + announced + "\"", serve(Integer.MAX_VALUE)));

        // When
        String failure = failure();

        // Then
        assertTrue(failure.contains("has the SHA-256 ") && failure.endsWith(", announced was " + announced), failure);
        assertNothingToSee();
    }

    @Test
    void shouldSayThatTheLengthIsNotTheOneThatWasAnnounced() throws Exception {
        // Given
        int length = hub.file(WEIGHTS).length;
        hub.next(WEIGHTS, withHeader("X-Linked-Size", "" + (length + 1), serve(Integer.MAX_VALUE)));

        // When
        String failure = failure();

        // Then
        assertTrue(failure.endsWith(" has " + length + " bytes, announced were " + (length + 1)), failure);
        assertNothingToSee();
    }

    @Test
    @Timeout(60)
    void shouldHangUpOnAServerThatSendsMoreThanTheHubAnnounced() throws Exception {
        // Given
        hub.next(WEIGHTS, withHeader("X-Linked-Size", "70000", endless()));

        // When
        String failure = failure();

        // Then
        assertEquals(
                hub.address() + "/openai-community/gpt2/resolve/main/" + WEIGHTS
                        + " sends more than the 70000 bytes that were announced",
                failure);
        assertEquals(1, hub.requests(WEIGHTS).size(), "no second attempt");
        assertNothingToSee();
        assertNoPart();
    }

    @Test
    @Timeout(60)
    void shouldHangUpOnAnotherHostThatSendsMoreThanTheHubAnnounced() throws Exception {
        // Given
        try (FakeHub elsewhere = FakeHub.with("openai-community/gpt2", "main", scratch.resolve("elsewhere"))) {
            String address = elsewhere.address() + "/openai-community/gpt2/resolve/main/" + WEIGHTS;
            hub.next(WEIGHTS, withHeader("X-Linked-Size", "7", redirect(address)));
            elsewhere.next(WEIGHTS, endless());

            // When
            String failure = failure();

            // Then
            assertEquals(address + " sends more than the 7 bytes that were announced", failure);
            assertNothingToSee();
            assertNoPart();
        }
    }

    @Test
    void shouldGiveUpAServerThatNeverSendsAllItPromised() throws Exception {
        // Given
        FakeHub.Answer nothing = serve(0);
        hub.next(WEIGHTS, nothing, nothing, nothing);

        // When
        String failure = failure();

        // Then
        assertTrue(failure.contains("could not be downloaded in 3 attempts"), failure);
        assertNothingToSee();
    }

    @Test
    void shouldNotWaitForeverForAServerThatSaysNothing() throws Exception {
        // Given
        CountDownLatch over = new CountDownLatch(1);
        hub.next("config.json", (exchange, file) -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        // When
        new ModelPull(hubAt(Optional.empty()), cache, (file, bytes, total) -> {}, persistence(Duration.ofSeconds(1)))
                .pull(GPT2);

        // Then
        over.countDown();
        assertTrue(hub.requests("config.json").size() > 1, "there is a second attempt");
    }

    @Test
    void shouldNameTheHostThatCannotBeReached() {
        // Given
        String address = hub.address();
        hub.close();

        // When
        String failure = failure();

        // Then
        assertTrue(failure.endsWith("in 3 attempts: no connection to " + address.replace("http://", "")), failure);
    }

    @Test
    void shouldShowTheTokenToTheHubAndToNobodyElse() throws Exception {
        // Given
        try (FakeHub elsewhere = FakeHub.with("openai-community/gpt2", "main", scratch.resolve("elsewhere"))) {
            hub.next(WEIGHTS, redirect(elsewhere.address() + "/openai-community/gpt2/resolve/main/" + WEIGHTS));

            // When
            new ModelPull(hubAt(Optional.of("secret")), cache, (file, bytes, total) -> {}, persistence(PATIENCE))
                    .pull(GPT2);

            // Then
            assertTrue(hub.requests().stream()
                    .allMatch(request -> request.authorization().equals("Bearer secret")));
            assertEquals(List.of(new FakeHub.Request(WEIGHTS, "", "")), elsewhere.requests());
        }
    }

    @ParameterizedTest
    @CsvSource({"ftp://example.org/x", "file:///etc/passwd", "''"})
    void shouldNotFollowARedirectThatLeadsOffTheWeb(String location) throws Exception {
        // Given
        hub.next(WEIGHTS, redirect(location));

        // When
        String failure = failure();

        // Then
        assertTrue(failure.endsWith("redirects to '" + location + "', expected a safe address"), failure);
    }

    @Test
    void shouldNotRunInCircles() {
        // Given
        FakeHub.Answer circle = redirect(hub.address() + "/openai-community/gpt2/resolve/main/" + WEIGHTS);
        hub.next(WEIGHTS, Collections.nCopies(20, circle).toArray(FakeHub.Answer[]::new));

        // When
        String failure = failure();

        // Then
        assertTrue(failure.endsWith("redirects more than 10 times"), failure);
    }

    @Test
    void shouldCheckAModelThatIsThereWithoutAWordToTheHub() throws Exception {
        // Given
        PulledModel first = pull().model();
        int before = hub.requests().size();

        // When
        ModelPull.Pulled second = pull();

        // Then
        assertTrue(second.wasThere());
        assertEquals(first, second.model());
        assertEquals(before, hub.requests().size());
    }

    @Test
    void shouldReplaceAModelThatIsDamaged() throws Exception {
        // Given
        Path weights = pull().folder().resolve(WEIGHTS);
        byte[] damaged = Files.readAllBytes(weights);
        damaged[damaged.length / 2]++;
        Files.write(weights, damaged);

        // When
        ModelPull.Pulled again = pull();

        // Then
        assertFalse(again.wasThere());
        assertArrayEquals(hub.file(WEIGHTS), Files.readAllBytes(weights));
        assertEquals(1, cache.all().size());
    }

    @Test
    void shouldLetOnePullOfAModelRunAtATime() throws Exception {
        // Given
        try (PullLock other = PullLock.take(cache.pullFolder(GPT2), GPT2)) {
            assertTrue(other != null);

            // When
            String failure = failure();

            // Then
            assertEquals("another pull of gpt2 is under way", failure);
            assertEquals(List.of(), hub.requests());
        }
    }

    @Test
    void shouldPullTheShardsThatAnIndexNames() throws Exception {
        // Given
        byte[] weights = hub.file(WEIGHTS);
        hub.remove(WEIGHTS);
        hub.put("model-00001-of-00001.safetensors", weights);
        index("model-00001-of-00001.safetensors");

        // When
        ModelPull.Pulled pulled = pull();

        // Then
        assertArrayEquals(weights, Files.readAllBytes(pulled.folder().resolve("model-00001-of-00001.safetensors")));
        assertFalse(Files.exists(pulled.folder().resolve(WEIGHTS)));
    }

    @ParameterizedTest
    @CsvSource({"../../evil.safetensors", "/tmp/evil.safetensors", ".safetensors", "model.bin"})
    void shouldNotWriteWhereAnIndexWantsItTo(String shard) {
        // Given
        hub.remove(WEIGHTS);
        index(shard);

        // When
        String failure = failure();

        // Then
        assertEquals(
                "gpt2 cannot be used: model.safetensors.index.json names the file \"" + shard
                        + "\", expected NAME.safetensors",
                failure);
        assertNothingToSee();
    }

    @Test
    void shouldRefuseAModelOfAnotherKindBeforeItsWeightsAreDownloaded() {
        // Given
        hub.put("config.json", "{\"model_type\": \"bert\"}".getBytes(StandardCharsets.UTF_8));

        // When
        String failure = failure();

        // Then
        assertEquals("gpt2 cannot be used: config.json says model_type \"bert\", expected \"gpt2\"", failure);
        assertEquals(List.of(), hub.requests(WEIGHTS));
    }

    @Test
    void shouldNotPutAModelInItsPlaceThatCannotBeOpened() {
        // Given
        hub.put(WEIGHTS, new byte[100]);

        // When
        String failure = failure();

        // Then
        assertTrue(failure.startsWith("gpt2 cannot be used: model.safetensors "), failure);
        assertNothingToSee();
    }

    @Test
    void shouldNotMixTwoStatesOfAModel() {
        // Given
        hub.next("config.json", withHeader("X-Repo-Commit", "a1", serve(Integer.MAX_VALUE)));
        hub.next(WEIGHTS, withHeader("X-Repo-Commit", "b2", serve(Integer.MAX_VALUE)));

        // When
        String failure = failure();

        // Then
        assertEquals("gpt2 changed on the hub while it was pulled, from a1 to b2", failure);
        assertNothingToSee();
    }

    private static Download.Persistence persistence(Duration patience) {
        return new Download.Persistence(ATTEMPTS, Duration.ofMillis(1), Duration.ofMillis(2), patience);
    }

    private ModelPull.Pulled pull() throws Exception {
        return new ModelPull(hubAt(Optional.empty()), cache, (file, bytes, total) -> {}, persistence(PATIENCE))
                .pull(GPT2);
    }

    private Hub hubAt(Optional<String> token) {
        return Hub.at(hub.address(), token);
    }

    private String failure() {
        return String.valueOf(assertThrows(CommandException.class, this::pull).getMessage());
    }

    private void index(String shard) {
        hub.put(
                "model.safetensors.index.json",
                ("{\"weight_map\": {\"wte.weight\": \"" + shard + "\"}}").getBytes(StandardCharsets.UTF_8));
    }

    private void assertNothingToSee() {
        try {
            assertEquals(List.of(), cache.all());
            assertFalse(Files.exists(cache.folder(GPT2)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Of the weights: what would be gone on with. */
    private void assertNoPart() throws IOException {
        try (var files = Files.walk(scratch.resolve("cache"))) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.endsWith(WEIGHTS))
                            .map(Path::toString)
                            .toList());
        }
    }

    private static Set<String> names(Path folder) throws Exception {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
