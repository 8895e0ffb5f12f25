package io.draftgate.detection.training;

import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.ngram.BytePairSymbols;
import io.draftgate.detection.ngram.NgramModel;
import io.draftgate.detection.ngram.NgramTrainer;
import io.draftgate.detection.text.NormalisedText;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayList;
import java.util.List;

/** Cuts books into passages and counts what stands in them. */
public final class BookTables {

    /** Longest n-gram of GPT-2's tokens. */
    static final int BYTE_PAIR_ORDER = 4;

    private BookTables() {}

    /** A model of books in the tokens of an encoding. */
    public static NgramModel bytePairs(
            List<String> books, BytePairEncoding encoding, TrainingOptions options, TrainingProgress progress)
            throws InterruptedException {
        List<Passage> passages = passages(books);
        Steps steps = new Steps(progress, "Counting n-grams of books", passages.size());
        NgramTrainer trainer = new NgramTrainer(BYTE_PAIR_ORDER, options.minBytePairBookCount());
        BytePairSymbols symbols = new BytePairSymbols(encoding);
        for (Passage passage : passages) {
            trainer.add(symbols.of(passage));
            steps.step();
        }
        return trainer.train();
    }

    /** Normalised pieces as long as a detector measures. */
    static List<Passage> passages(List<String> books) {
        List<Passage> passages = new ArrayList<>();
        for (String book : books) {
            for (int start = 0; start < book.length(); start += Passage.MAX_CHARACTERS) {
                int end = Math.min(book.length(), start + Passage.MAX_CHARACTERS);
                passages.add(Passage.of(NormalisedText.of(book.substring(start, end))));
            }
        }
        return passages;
    }
}
