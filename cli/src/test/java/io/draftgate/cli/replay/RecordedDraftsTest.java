package io.draftgate.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.erasure.FileKeystore;
import io.draftgate.schemas.AuditEvents;
import io.draftgate.schemas.EventKey;
import io.draftgate.schemas.event.AuditEvent;
import io.draftgate.schemas.event.AuditStep;
import io.draftgate.schemas.event.SourcePosition;
import io.draftgate.streams.sealing.Sealing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedDraftsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldTellAnErasedDraftFromOneThatIsLockedOrDamaged() {
        // Given
        FileKeystore keys = FileKeystore.open(folder.resolve("own"));
        Sealing sealing = Sealing.with(keys);
        AuditEvent sealed = sealing.seal(event(AuditStep.GENERATED), "ann");
        keys.destroy(Optional.of("acme"), Optional.of("ann"), Instant.EPOCH);
        List<RecordedDraft> found = new ArrayList<>();

        // When
        new RecordedDrafts(sealing, found::add).accept(sealed);
        new RecordedDrafts(Sealing.none(), found::add).accept(sealed);
        new RecordedDrafts(sealing, found::add).accept(event(AuditStep.GENERATED));
        new RecordedDrafts(sealing, found::add).accept(event(AuditStep.SCREENED));

        // Then
        assertEquals(3, found.size());
        RecordedDraft.Erased erased = assertInstanceOf(RecordedDraft.Erased.class, found.get(0));
        assertTrue(erased.reason().contains("1970-01-01"), erased.reason());
        assertTrue(reason(found.get(1)).contains("not in this keystore"));
        assertTrue(reason(found.get(2)).contains("cannot be decoded"));
    }

    @Test
    void shouldDrawTheSameSampleForTheSameSeedAndEveryDraftWithTheSameChance() {
        Map<String, Integer> drawn = new HashMap<>();
        for (int seed = 0; seed < 2_000; seed++) {
            sample(seed).forEach(key -> drawn.merge(key, 1, Integer::sum));
        }

        assertEquals(sample(7), sample(7));
        assertNotEquals(sample(7), sample(8));
        assertEquals(20, drawn.size());
        drawn.forEach((key, times) -> assertTrue(times > 400 && times < 600, key + " was drawn " + times + " times"));
    }

    private static List<String> sample(long seed) {
        DraftSample sample = new DraftSample(5, seed);
        IntStream.range(0, 20).forEach(i -> sample.accept(new RecordedDraft.Erased("acme/p" + i, "gone")));
        return sample.drafts().stream().map(RecordedDraft::key).toList();
    }

    private static String reason(RecordedDraft draft) {
        return assertInstanceOf(RecordedDraft.Unreadable.class, draft).reason();
    }

    private static AuditEvent event(AuditStep step) {
        return new AuditEvents("generator")
                .event(
                        step,
                        new EventKey("acme", "p"),
                        null,
                        new SourcePosition("drafts.prompts", 0, 7L),
                        Instant.EPOCH,
                        "a step",
                        new byte[] {1, 2, 3});
    }
}
