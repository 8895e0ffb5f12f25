package io.draftgate.detection.ngram;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Models over one kind of symbols, one a class of text. Immutable.
 *
 * @param human of human text
 * @param truncated of text drawn with top-k, a low temperature or the like
 * @param untruncated of text drawn from (nearly) the whole distribution
 * @param books of books, an outside yardstick
 */
public record ClassModels(NgramModel human, NgramModel truncated, NgramModel untruncated, NgramModel books) {

    List<NgramModel> all() {
        return List.of(human, truncated, untruncated, books);
    }

    /** Writes the four tables one after another. */
    public void write(DataOutputStream out) throws IOException {
        for (NgramModel model : all()) {
            model.write(out);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static ClassModels read(DataInputStream in) throws IOException {
        return new ClassModels(NgramModel.read(in), NgramModel.read(in), NgramModel.read(in), NgramModel.read(in));
    }
}
