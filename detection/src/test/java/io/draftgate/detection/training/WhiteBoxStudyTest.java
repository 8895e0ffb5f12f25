package io.draftgate.detection.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.ngram.NgramModel;
import io.draftgate.detection.ngram.NgramTables;
import io.draftgate.gpt2.EngineOptions;
import io.draftgate.gpt2.engine.Engine;
import io.draftgate.gpt2.model.Gpt2;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WhiteBoxStudyTest {

    private static final int TOKENS = 30;
    private static final Decoding TRUNCATED = new Decoding(1.0, 40, 1, 1);
    private static final Decoding WHOLE = new Decoding(1.0, 0, 1, 1);

    @Test
    void shouldTellDraftsByHeadsThatLearnedFromOtherDocuments() throws InterruptedException {
        WhiteBoxReport report =
                study(List.of(TRUNCATED, WHOLE), OptionalInt.of(TOKENS)).run(documents(12));

        assertEquals(
                List.of(TRUNCATED.toString(), WHOLE.toString()),
                report.cells().stream().map(WhiteBoxReport.Cell::decoding).toList());
        report.cells().forEach(cell -> {
            assertTrue(cell.machine() > 30, cell::toString);
            assertEquals(report.humanTexts(), cell.human());
        });
        assertTrue(report.cells().get(0).head().value() > 0.8, report::toString);
        assertEquals(0.5, report.cells().get(1).head().value(), 0.2);
        WhiteBoxReport.Addition truncated = report.additions().get(0);
        WhiteBoxReport.Addition whole = report.additions().get(1);
        assertEquals(report.cells().get(1).head().value(), whole.all());
        assertEquals(whole.single(), whole.others(), "without itself there is only the truncated one to learn from");
        assertEquals(truncated.all(), truncated.unpenalised(), "none is penalised");
        assertNotEquals(whole.all(), whole.single());
        assertNotEquals(truncated.single(), truncated.others());
    }

    @Test
    void shouldRefuseTooFewDocuments() {
        assertThrows(
                IllegalArgumentException.class,
                () -> study(List.of(TRUNCATED), OptionalInt.empty()).run(documents(3)));
    }

    @Test
    void shouldRefuseAdditionsAtALengthThatIsNotLookedAt() {
        assertThrows(IllegalArgumentException.class, () -> study(List.of(TRUNCATED), OptionalInt.of(TOKENS + 1)));
    }

    private static WhiteBoxStudy study(List<Decoding> decodings, OptionalInt addsAt) throws InterruptedException {
        Gpt2 model = Gpt2.bundled();
        List<String> books =
                ToyTexts.rows(99, 20).stream().map(LabelledText::text).toList();
        NgramTables tables = TableTrainer.read(
                        BookTables.passages(books), model.tokenizer(), ToyTexts.OPTIONS, TrainingProgress.NONE)
                .tables(List.of());
        NgramModel ofBooks = tables.bytePairs().books();
        return new WhiteBoxStudy(
                model,
                tables.words(),
                ofBooks,
                new WhiteBoxGrid(decodings, List.of(TOKENS), 40, 1, addsAt),
                TrainingProgress.NONE);
    }

    /** Drawn from the model's whole distribution: a draft that is drawn so, too, cannot be told from them. */
    private static List<String> documents(int count) throws InterruptedException {
        try (Gpt2 model = Gpt2.bundled();
                Engine engine = Engine.start(model, EngineOptions.defaults())) {
            DraftWriter writer = new DraftWriter(model, engine);
            List<CompletableFuture<String>> pending = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                pending.add(writer.write("", 0, WHOLE.parameters(180, i)));
            }
            List<String> documents = new ArrayList<>();
            for (CompletableFuture<String> document : pending) {
                documents.add(DraftWriter.await(document));
            }
            return documents;
        }
    }
}
