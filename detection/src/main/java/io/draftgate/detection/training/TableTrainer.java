package io.draftgate.detection.training;

import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.model.Regime;
import io.draftgate.detection.ngram.BytePairSymbols;
import io.draftgate.detection.ngram.ClassModels;
import io.draftgate.detection.ngram.MaskedSymbols;
import io.draftgate.detection.ngram.NgramModel;
import io.draftgate.detection.ngram.NgramTables;
import io.draftgate.detection.ngram.NgramTrainer;
import io.draftgate.detection.ngram.Symbols;
import io.draftgate.detection.ngram.WordSymbols;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Counts the n-gram tables: those of books once, those of the classes of labelled text again for every collection that is
 * left out. Immutable after construction.
 */
final class TableTrainer {

    private static final int KEPT_WORDS = 300;
    private static final int MASKED_ORDER = 5;

    /** A word seen once in books may be a misprint. */
    private static final int MIN_WORD_COUNT = 3;

    private final TrainingOptions options;
    private final List<String> keptWords;
    private final Symbols masked;
    private final Symbols bytePairs;
    private final NgramModel words;
    private final NgramModel maskedBooks;
    private final NgramModel bytePairBooks;

    private TableTrainer(
            List<String> keptWords,
            Symbols masked,
            Symbols bytePairs,
            NgramModel words,
            NgramModel maskedBooks,
            NgramModel bytePairBooks,
            TrainingOptions options) {
        this.keptWords = keptWords;
        this.masked = masked;
        this.bytePairs = bytePairs;
        this.words = words;
        this.maskedBooks = maskedBooks;
        this.bytePairBooks = bytePairBooks;
        this.options = options;
    }

    /** Reads the books. */
    static TableTrainer read(
            List<Passage> books, BytePairEncoding encoding, TrainingOptions options, TrainingProgress progress)
            throws InterruptedException {
        Steps steps = new Steps(progress, "Counting n-grams of books", 3);
        Map<String, Integer> counts = new HashMap<>();
        books.forEach(book -> book.lowerWords().forEach(word -> counts.merge(word, 1, Integer::sum)));
        List<String> keptWords = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(KEPT_WORDS)
                .map(Map.Entry::getKey)
                .toList();
        Symbols masked = new MaskedSymbols(new HashSet<>(keptWords));
        Symbols bytePairs = new BytePairSymbols(encoding);
        NgramModel words = words(books, counts);
        steps.step();
        NgramModel maskedBooks = count(books, masked, MASKED_ORDER, options.minBookCount());
        steps.step();
        NgramModel bytePairBooks = count(books, bytePairs, BookTables.BYTE_PAIR_ORDER, options.minBytePairBookCount());
        steps.step();
        return new TableTrainer(keptWords, masked, bytePairs, words, maskedBooks, bytePairBooks, options);
    }

    /** Tables whose class models have read only these texts. */
    NgramTables tables(List<TrainingText> texts) throws InterruptedException {
        return new NgramTables(
                keptWords,
                words,
                classes(texts, masked, MASKED_ORDER, maskedBooks),
                classes(texts, bytePairs, BookTables.BYTE_PAIR_ORDER, bytePairBooks));
    }

    private ClassModels classes(List<TrainingText> texts, Symbols symbols, int order, NgramModel books)
            throws InterruptedException {
        List<TrainingText> known = texts.stream()
                .filter(text -> text.whole() && !text.origin().isOwn())
                .toList();
        int size = known.stream()
                .filter(TrainingText::isHuman)
                .mapToInt(text -> text.passage().text().length())
                .sum();
        return new ClassModels(
                count(rotate(known, TrainingText::isHuman, size), symbols, order, options.minClassCount()),
                count(rotate(known, text -> text.is(Regime.TRUNCATED), size), symbols, order, options.minClassCount()),
                count(
                        rotate(known, text -> text.is(Regime.UNTRUNCATED) || text.is(Regime.NEARLY_WHOLE), size),
                        symbols,
                        order,
                        options.minClassCount()),
                books);
    }

    /** Texts of one class, taken in turn from its sources until they have so many characters. */
    private static List<Passage> rotate(List<TrainingText> texts, Predicate<TrainingText> wanted, int characters) {
        Map<String, List<Passage>> bySource = new LinkedHashMap<>();
        for (TrainingText text : texts) {
            if (wanted.test(text)) {
                String source = text.collection()
                        + text.origin().generator()
                        + text.origin().decoding();
                bySource.computeIfAbsent(source, name -> new ArrayList<>()).add(text.passage());
            }
        }
        List<Passage> taken = new ArrayList<>();
        int total = 0;
        for (int turn = 0; total < characters; turn++) {
            int before = taken.size();
            for (List<Passage> passages : bySource.values()) {
                if (turn < passages.size() && total < characters) {
                    taken.add(passages.get(turn));
                    total += passages.get(turn).text().length();
                }
            }
            if (taken.size() == before) {
                break;
            }
        }
        return taken;
    }

    private static NgramModel words(List<Passage> books, Map<String, Integer> counts) throws InterruptedException {
        WordSymbols symbols = new WordSymbols();
        NgramTrainer trainer = new NgramTrainer(1, 1);
        for (Passage book : books) {
            trainer.add(book.lowerWords().stream()
                    .filter(word -> counts.getOrDefault(word, 0) >= MIN_WORD_COUNT)
                    .mapToInt(symbols::of)
                    .toArray());
        }
        return trainer.train();
    }

    private static NgramModel count(List<Passage> passages, Symbols symbols, int order, int minCount)
            throws InterruptedException {
        NgramTrainer trainer = new NgramTrainer(order, minCount);
        passages.forEach(passage -> trainer.add(symbols.of(passage)));
        return trainer.train();
    }
}
