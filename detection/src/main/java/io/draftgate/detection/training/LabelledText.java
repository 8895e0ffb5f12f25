package io.draftgate.detection.training;

import io.draftgate.detection.model.Regime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text whose origin is known. Immutable; what is not known is empty.
 *
 * @param machine whether a machine wrote it
 * @param generator model that wrote it
 * @param domain e.g. {@code webtext}
 * @param decoding how it was drawn, in the words of its source, e.g. {@code top_k=40}
 * @param source where it was found, {@code owner/repository:path} or any name; texts of one source are left out together
 * @param group texts with one prompt or document in common
 */
public record LabelledText(
        String text, boolean machine, String generator, String domain, String decoding, String source, String group) {

    /** The source of what this pipeline writes itself, see {@code draftgate detector collect}. */
    public static final String OWN_SOURCE = "draftgate";

    private static final Pattern TEMPERATURE = Pattern.compile("temperature ?= ?([0-9.]+[0-9])");
    private static final Pattern TOP_K = Pattern.compile("top[_-]k ?= ?([0-9]+)");
    private static final Pattern TOP_P = Pattern.compile("top[_-]p ?= ?([0-9.]*[0-9])");
    private static final Pattern PENALTY = Pattern.compile("repetition[_-]penalty ?= ?([0-9.]*[0-9])");
    private static final double NEARLY_WHOLE = 0.95;

    /** The regime that a machine text belongs to. */
    public Regime regime() {
        String words = decoding.toLowerCase(Locale.ROOT);
        double topP = number(TOP_P, words, 1);
        if (isOwn()) {
            return new Decoding(
                            number(TEMPERATURE, words, 1),
                            (int) number(TOP_K, words, 0),
                            topP,
                            number(PENALTY, words, 1))
                    .ownRegime();
        }
        if (topP < 1) {
            return topP >= NEARLY_WHOLE ? Regime.NEARLY_WHOLE : Regime.TRUNCATED;
        }
        return words.contains("no truncation") ? Regime.UNTRUNCATED : Regime.TRUNCATED;
    }

    /** Whether the pipeline wrote it, or a person wrote it and the pipeline continued it. */
    public boolean isOwn() {
        return source.startsWith(OWN_SOURCE);
    }

    String label() {
        return machine ? "machine" : "human";
    }

    private static double number(Pattern pattern, String words, double absent) {
        Matcher matcher = pattern.matcher(words);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : absent;
    }
}
