package io.draftgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real processes, killed and frozen. */
@Timeout(900)
class DrillCommandTest {
    @TempDir
    Path logs;

    private static JsonNode documentOf(Run drill) throws Exception {
        JsonNode document = new ObjectMapper().readTree(drill.out());
        assertEquals("", drill.err());
        assertEquals(0, drill.exitCode(), drill.out());
        return document;
    }

    private static void assertNothingLostOrDoubled(Run drill) throws Exception {
        JsonNode document = documentOf(drill);
        assertEquals(0, document.get("lost").asInt());
        assertEquals(0, document.get("duplicates").asInt());
        assertEquals(
                document.get("prompts").asInt(),
                document.get("outcomes").get("generated").asInt());
        assertEquals(List.of(), childrenOfThisProcess());
    }

    private static List<ProcessHandle> childrenOfThisProcess() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    @Test
    void shouldLoseAndDoubleNothingWhenAWorkerIsKilled() throws Exception {
        // The seed draws the worker, not the broker.
        Run drill = Run.of("drill", "kill", "--prompts=12", "--kills=1", "--seed=3", "--json", "--logs=" + logs);

        JsonNode document = documentOf(drill);
        assertEquals(12, document.get("prompts").asInt());
        assertEquals(12, document.get("outcomes").get("generated").asInt());
        assertEquals(1, document.get("workerKills").asInt());
        assertEquals(0, document.get("lost").asInt());
        assertEquals(0, document.get("duplicates").asInt());
        // Admitted, generated, screened.
        assertEquals(3 * 12, document.get("auditRecords").asInt());
        assertTrue(document.get("auditVerified").asBoolean());
        assertEquals(List.of(), childrenOfThisProcess());
    }

    @Test
    @Tag("drill")
    void shouldLoseAndDoubleNothingWhenTheBrokerAWorkerAndTheDetectorAreKilled() throws Exception {
        // The seed kills each of the three once.
        Run drill = Run.of("drill", "kill", "--prompts=12", "--kills=3", "--seed=6", "--json", "--logs=" + logs);

        JsonNode document = documentOf(drill);
        assertEquals(12, document.get("prompts").asInt());
        assertEquals(12, document.get("outcomes").get("generated").asInt());
        assertEquals(3, document.get("kills").asInt());
        assertEquals(1, document.get("brokerKills").asInt());
        assertEquals(1, document.get("workerKills").asInt());
        assertEquals(1, document.get("detectorKills").asInt());
        assertEquals(0, document.get("lost").asInt());
        assertEquals(0, document.get("duplicates").asInt());
        assertTrue(document.get("minInFlight").asInt() > 0, drill.out());
        assertTrue(document.get("maxRecoverySeconds").asDouble() > 0, drill.out());
        assertEquals(List.of(), childrenOfThisProcess());
    }

    @Test
    @Tag("drill")
    void shouldLoseAndDoubleNothingWhenAWorkerIsFrozenLongerThanItsSession() throws Exception {
        Run drill = Run.of("drill", "freeze", "--prompts=40", "--freezes=1", "--json", "--logs=" + logs);

        JsonNode document = documentOf(drill);
        assertEquals(40, document.get("outcomes").get("generated").asInt());
        assertEquals(0, document.get("lost").asInt());
        assertEquals(0, document.get("duplicates").asInt());
        assertTrue(document.get("minInFlight").asInt() > 0, drill.out());
        assertEquals(List.of(), childrenOfThisProcess());
    }

    @Test
    @Tag("drill")
    void shouldGiveUpAPromptThatKillsEveryWorkerItMeets() throws Exception {
        Run drill = Run.of("drill", "poison", "--prompts=10", "--json", "--logs=" + logs);

        JsonNode document = documentOf(drill);
        assertEquals(3, document.get("deaths").asInt());
        assertEquals(1, document.get("outcomes").get("failed").asInt());
        assertEquals(9, document.get("outcomes").get("generated").asInt());
        assertEquals(List.of(), childrenOfThisProcess());
    }

    @Test
    @Tag("drill")
    void shouldRestoreStoresThatWereCorrupted() throws Exception {
        Run drill = Run.of("drill", "store", "--prompts=12", "--corruptions=1", "--json", "--logs=" + logs);

        assertNothingLostOrDoubled(drill);
    }

    @Test
    @Tag("drill")
    void shouldNotSeeWhatAZombieHasReadyAtTheWorstMoment() throws Exception {
        Run drill = Run.of("drill", "zombie", "--prompts=12", "--json", "--logs=" + logs);

        assertNothingLostOrDoubled(drill);
    }

    @Test
    @Tag("drill")
    void shouldGoOnWhenTheDiskOfAWorkerHasRoomAgain() throws Exception {
        Run drill = Run.of("drill", "disk", "--prompts=12", "--json", "--logs=" + logs);

        assertNothingLostOrDoubled(drill);
    }

    @Test
    @Tag("drill")
    void shouldGoOnWhenBrokersTakeWritesAgain() throws Exception {
        Run drill = Run.of("drill", "min-isr", "--prompts=12", "--json", "--logs=" + logs);

        assertNothingLostOrDoubled(drill);
    }

    @Test
    @Tag("drill")
    void shouldLoseAndDoubleNothingWhenWorkersComeAndGo() throws Exception {
        Run drill = Run.of("drill", "rebalance", "--prompts=24", "--moves=3", "--json", "--logs=" + logs);

        assertNothingLostOrDoubled(drill);
    }

    @Test
    @Tag("drill")
    void shouldLoseAndDoubleNothingWhenABrokerOfThreeIsKilled() throws Exception {
        Run drill = Run.of(
                "drill", "kill", "--prompts=12", "--kills=1", "--seed=2", "--brokers=3", "--json", "--logs=" + logs);

        assertNothingLostOrDoubled(drill);
    }

    @Test
    @Tag("drill")
    void shouldLoseAndDoubleNothingWhenTheClockJumps() throws Exception {
        assumeTrue(
                Files.isReadable(Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")),
                "Debian's libfaketime is not installed");

        Run drill = Run.of("drill", "clock", "--prompts=24", "--json", "--logs=" + logs);

        assertNothingLostOrDoubled(drill);
    }

    @Test
    @Tag("drill")
    void shouldRestoreWithoutAStateDirectory() throws Exception {
        Run drill = Run.of("drill", "restore", "--prompts=200", "--json", "--logs=" + logs);

        assertNothingLostOrDoubled(drill);
    }

    @Test
    @Tag("drill")
    void shouldLosePromptsWhenWorksInFlightAreForgotten() throws Exception {
        // The seed draws the worker, not the broker.
        Run drill = Run.of(
                "drill",
                "kill",
                "--prompts=60",
                "--kills=1",
                "--seed=3",
                "--without=in-flight",
                "--json",
                "--logs=" + logs);

        assertEquals(3, drill.exitCode(), drill.out());
        assertTrue(new ObjectMapper().readTree(drill.out()).get("lost").asInt() > 0, drill.out());
        assertEquals(List.of(), childrenOfThisProcess());
    }

    @Test
    @Tag("drill")
    void shouldSeeDraftsOfAZombieWhenResultsDoNotComeBackAsRecords() throws Exception {
        Run drill = Run.of("drill", "zombie", "--prompts=12", "--without=completions", "--json", "--logs=" + logs);

        assertEquals(3, drill.exitCode(), drill.out());
        assertTrue(new ObjectMapper().readTree(drill.out()).get("duplicates").asInt() > 0, drill.out());
        assertEquals(List.of(), childrenOfThisProcess());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "drill kill --prompts=3 --kills=3 | draftgate drill kill: --prompts is 3, expected more than --kills, which is 3. Try --prompts 40.",
                "drill kill --kills=-1 | draftgate drill kill: --kills is -1, expected 0 or more. Try --kills 1.",
                "drill kill --workers=0 | draftgate drill kill: --workers is 0, expected 1 or more. Try --workers 2.",
                "drill kill --max-tokens=0 | draftgate drill kill: --max-tokens is 0, expected 1 or more. Try --max-tokens 2.",
                "drill kill --brokers=2 | draftgate drill kill: --brokers is 2, expected 1 or 3. Try --brokers 3.",
                "drill rebalance --workers=1 | draftgate drill rebalance: --workers is 1, expected 2 or more. Try --workers 3.",
                "drill upgrade --old-jar=nowhere.jar | draftgate drill upgrade: --old-jar is nowhere.jar, which cannot be read. Build an older version and name its draftgate.jar.",
                "bench pipeline --workers=0 | draftgate bench pipeline: --workers is 0, expected 1 or more. Try --workers 2.",
                "run generator --bootstrap=localhost:1 --state-dir=state --drill-without=in-flight | draftgate run generator: options that begin with --drill are for processes of a drill. Try 'draftgate drill kill --without in-flight' or 'draftgate bench pipeline --null-engine'.",
                "drill freeze --workers=1 | draftgate drill freeze: --workers is 1, expected 2 or more. Try --workers 3.",
            })
    void shouldStartNothingWhenTheCommandLineMakesNoSense(String commandLine, String expected) {
        assertEquals(new Run(2, "", expected + "\n"), Run.of(commandLine.split(" ")));
    }
}
