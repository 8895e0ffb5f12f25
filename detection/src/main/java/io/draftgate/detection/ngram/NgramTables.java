package io.draftgate.detection.ngram;

import io.draftgate.detection.feature.FeatureRoom;
import io.draftgate.gpt2.tokenizer.BytePairEncoding;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Everything that was counted for one detector. Immutable.
 *
 * @param keptWords the frequent words that masked symbols keep, lower case
 * @param words frequencies of words in books, order 1
 * @param masked models over masked words
 * @param bytePairs models over GPT-2's tokens
 */
public record NgramTables(List<String> keptWords, NgramModel words, ClassModels masked, ClassModels bytePairs) {

    private static final int MAX_KEPT_WORDS = 10_000;

    public NgramTables {
        keptWords = List.copyOf(keptWords);
    }

    /** The rooms that read these tables. */
    public List<FeatureRoom> rooms(BytePairEncoding encoding) {
        return List.of(
                new BookWords(words),
                new LikelihoodRatios("masked", new MaskedSymbols(new HashSet<>(keptWords)), masked),
                new LikelihoodRatios("bytepair", new BytePairSymbols(encoding), bytePairs));
    }

    /** Writes all tables one after another. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(keptWords.size());
        for (String word : keptWords) {
            out.writeUTF(word);
        }
        words.write(out);
        masked.write(out);
        bytePairs.write(out);
    }

    /** Reads what {@link #write} wrote; an impossible size is an IOException. */
    public static NgramTables read(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_KEPT_WORDS) {
            throw new IOException(count + " kept words");
        }
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            kept.add(in.readUTF());
        }
        return new NgramTables(kept, NgramModel.read(in), ClassModels.read(in), ClassModels.read(in));
    }
}
