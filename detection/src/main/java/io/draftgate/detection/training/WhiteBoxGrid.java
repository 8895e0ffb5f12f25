package io.draftgate.detection.training;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a white-box study looks at. Immutable.
 *
 * @param decodings one cell each for every length
 * @param lengths in tokens, ascending
 * @param drafts of each decoding; each is looked at in all its lengths
 * @param seed of prompts and drafts
 * @param addsAt length at which to look, too, at what each decoding adds to the training; empty not to
 */
public record WhiteBoxGrid(List<Decoding> decodings, List<Integer> lengths, int drafts, long seed, OptionalInt addsAt) {

    /** Temperature x truncation x repetition penalty; the penalty is that of the CTRL paper, 1.2. */
    public static final List<Decoding> DECODINGS = Decoding.grid(
            List.of(0.7, 0.85, 1.0),
            List.of(Decoding.truncation(0, 1), Decoding.truncation(40, 1), Decoding.truncation(0, 0.9)),
            List.of(1.0, 1.2));

    /** In tokens: the longest is as much as a detector looks at. */
    public static final List<Integer> LENGTHS = List.of(50, 100, 150, 200);

    public WhiteBoxGrid {
        decodings = List.copyOf(decodings);
        lengths = List.copyOf(lengths);
        if (decodings.isEmpty()
                || lengths.isEmpty()
                || !lengths.equals(lengths.stream().sorted().toList())) {
            throw new IllegalArgumentException(decodings.size() + " decodings of lengths " + lengths
                    + ", expected at least one of each, lengths ascending");
        }
        if (addsAt.isPresent() && !lengths.contains(addsAt.getAsInt())) {
            throw new IllegalArgumentException("addsAt is " + addsAt.getAsInt() + ", expected one of " + lengths);
        }
        if (drafts < 1) {
            throw new IllegalArgumentException("drafts is " + drafts + ", expected at least 1");
        }
    }

    int longest() {
        return lengths.get(lengths.size() - 1);
    }
}
