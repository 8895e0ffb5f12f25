package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.draftgate.index.AuditIndex;
import io.draftgate.index.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that ask the audit index, on an index of made-up drafts. */
class IndexCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Run bench;

    @BeforeAll
    static void fill() {
        bench = run("bench", "index", "--records", "500", "--json");
    }

    private static Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--database", folder.resolve("audit.db").toString()));
        return Run.of(all.toArray(String[]::new));
    }

    @Test
    void shouldMeasureTheIndex() throws IOException {
        assertEquals(0, bench.exitCode(), bench.err());
        JsonNode document = JSON.readTree(bench.out());
        assertTrue(document.get("records").asInt() >= 500);
        assertEquals(11, document.get("searches").size());
    }

    @Test
    void shouldFindADraftByItsWords() throws IOException {
        Run search = run("audit", "search", "--text", "unique5", "--tenant", "tenant5", "--json");

        JsonNode drafts = JSON.readTree(search.out()).get("drafts");
        assertEquals(1, drafts.size());
        assertEquals("draft5", drafts.get(0).get("id").asText());
        assertEquals(
                "reviewer5",
                drafts.get(0).get("decisions").get(0).get("reviewer").asText());
    }

    @Test
    void shouldPrintALineADraft() {
        Run search = run("audit", "search", "--verdict", "abstain", "--reviewer", "reviewer5", "--limit", "1");

        List<String> lines = search.out().lines().toList();
        assertEquals(2, lines.size(), search.out());
        assertTrue(lines.get(0).contains("ABSTAIN p=0.90"), search.out());
        assertTrue(lines.get(1).startsWith("1 found in "), search.out());
    }

    @Test
    void shouldTellTheStoryOfADraft() throws IOException {
        Run show = run("audit", "show", "draft5");
        JsonNode story = JSON.readTree(run("audit", "show", "draft5", "--json").out())
                .get("stories")
                .get(0);

        assertEquals(4, story.get("steps").size());
        assertEquals("GENERATED", story.get("steps").get(1).get("step").asText());
        assertTrue(story.get("steps").get(1).get("linkIntact").asBoolean());
        assertTrue(show.out().startsWith("tenant5/draft5#0  BLOCKED  asked for by author5"), show.out());
        assertTrue(show.out().contains("temperature: 0.7"), show.out());
    }

    @Test
    void shouldSayThatADraftIsNotKnown() {
        Run show = run("audit", "show", "nothing");

        assertEquals(1, show.exitCode());
        assertTrue(show.err().contains("knows no draft nothing"), show.err());
    }

    @Test
    void shouldExportWhatFits() throws IOException {
        Path file = folder.resolve("tenant5.csv");

        Run export = run("audit", "export", "--format", "csv", "--output", file.toString(), "--tenant", "tenant5");
        Run again = run("audit", "export", "--format", "csv", "--output", file.toString());

        assertEquals(0, export.exitCode(), export.err());
        assertTrue(Files.readAllLines(file).get(0).startsWith("tenant,id,completion,state"));
        assertTrue(Files.readString(file).contains("draft5"));
        assertEquals(2, again.exitCode(), "nothing is overwritten");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit search", "audit show draft5", "audit export --format csv --output none.csv"})
    void shouldRefuseAnIndexThatIsNotThere(String command) {
        Path mistyped = folder.resolve("adit.db");
        String[] arguments = (command + " --database " + mistyped).split(" ");

        Run run = Run.of(arguments);

        assertEquals(1, run.exitCode());
        assertEquals(1, run.errLines().size(), run.err());
        assertTrue(run.err().contains("there is no audit index " + mistyped), run.err());
        assertTrue(run.err().contains("draftgate run index"), run.err());
        assertTrue(Files.notExists(mistyped), "nothing is made");
    }

    @Test
    void shouldRefuseAnIndexThatNobodyFilled() {
        String empty = folder.resolve("empty.db").toString();
        AuditIndex.open(DatabaseAddress.of(empty)).close();

        Run run = Run.of("audit", "search", "--database", empty);

        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("is empty"), run.err());
    }

    @Test
    void shouldExplainATimeThatIsNone() {
        Run search = run("audit", "search", "--since", "yesterday");

        assertEquals(2, search.exitCode());
        assertTrue(search.err().contains("--since is 'yesterday'"), search.err());
    }

    @Test
    void shouldKeepTheReviewers() {
        String users = folder.resolve("reviewers").toString();

        Run added = Run.withInput("correct horse\n", "console", "user", "add", "ann", "--users", users);
        Run listed = Run.of("console", "user", "list", "--users", users);
        Run removed = Run.of("console", "user", "remove", "ann", "--users", users);
        Run unknown = Run.of("console", "user", "remove", "ann", "--users", users);
        Run weak = Run.withInput("short\n", "console", "user", "add", "bob", "--users", users);

        assertEquals(new Run(0, "ann may use the review console.\n", ""), added);
        assertEquals("ann\n", listed.out());
        assertEquals(0, removed.exitCode());
        assertEquals(1, unknown.exitCode());
        assertEquals(2, weak.exitCode());
    }
}
