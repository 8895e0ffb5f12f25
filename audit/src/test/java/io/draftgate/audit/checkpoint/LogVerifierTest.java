package io.draftgate.audit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.audit.AuditChain;
import io.draftgate.audit.ChainHead;
import io.draftgate.audit.ChainLink;
import io.draftgate.audit.ChainProblem;
import io.draftgate.audit.ChainVerification;
import io.draftgate.audit.merkle.Frontier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogVerifierTest {
    private static final String NAME = "audit.records-0";
    private static final String ORIGIN = "example.org/" + NAME;

    private final List<String> codes = new ArrayList<>();

    @Test
    void shouldAcceptALogThatOnlyGrewSinceItsCheckpoints() {
        List<ChainLink> log = log("a", "b", "c", "d");

        ChainVerification verification = verify(log, checkpoint(log, 3), checkpoint(log, 0), checkpoint(log, 4));

        assertEquals(List.of(), codes);
        assertTrue(verification.isIntact());
    }

    @Test
    void shouldFindALogThatWasRewrittenWhole() {
        Checkpoint kept = checkpoint(log("a", "b", "c"), 3);

        verify(log("a", "B", "c", "d"), kept);

        assertEquals(List.of("forked"), codes);
    }

    @Test
    void shouldFindALogThatWasCutAtItsEnd() {
        List<ChainLink> log = log("a", "b", "c");

        ChainVerification verification = verify(log.subList(0, 2), checkpoint(log, 3));

        assertEquals(List.of("truncated"), codes);
        assertEquals(1, verification.problems());
    }

    @Test
    void shouldAcceptAForkThatBeganAfterTheCheckpointAndFindItByALaterOne() {
        List<ChainLink> fork = log("a", "b", "X");

        verify(fork, checkpoint(log("a", "b", "c"), 2));
        assertEquals(List.of(), codes);

        verify(fork, checkpoint(log("a", "b", "c"), 3));
        assertEquals(List.of("forked"), codes);
    }

    @Test
    void shouldKnowTheStateThatTheWriterSigns() {
        List<ChainLink> log = log("a", "b", "c");
        LogVerifier verifier = new LogVerifier(NAME, List.of(), (level, index, hash) -> {}, problem -> {});
        log.forEach(link -> verifier.read("p", link));

        assertEquals(checkpoint(log, 3), verifier.checkpoint(ORIGIN));
    }

    private ChainVerification verify(List<ChainLink> log, Checkpoint... checkpoints) {
        codes.clear();
        LogVerifier verifier = new LogVerifier(NAME, List.of(checkpoints), (level, index, hash) -> {}, this::note);
        log.forEach(link -> verifier.read("p@" + link.index(), link));
        return verifier.finish();
    }

    private void note(ChainProblem problem) {
        codes.add(problem.code());
    }

    private static List<ChainLink> log(String... contents) {
        List<ChainLink> log = new ArrayList<>();
        ChainHead head = ChainHead.genesis(NAME);
        for (String content : contents) {
            ChainLink link = AuditChain.append(head, content.getBytes(StandardCharsets.UTF_8));
            log.add(link);
            head = link.head();
        }
        return log;
    }

    private static Checkpoint checkpoint(List<ChainLink> log, int size) {
        Frontier frontier = Frontier.EMPTY;
        for (ChainLink link : log.subList(0, size)) {
            frontier = frontier.append(link.entry());
        }
        return new Checkpoint(ORIGIN, size, frontier.root());
    }
}
