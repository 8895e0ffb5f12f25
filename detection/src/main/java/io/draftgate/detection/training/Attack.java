package io.draftgate.detection.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * A change that an author makes so that a text is not recognised. Immutable.
 *
 * @param name in words
 * @param change from text and seed to the changed text
 */
record Attack(String name, BiFunction<String, Long, String> change) {

    private static final String LATIN = "aeopcxyijs";
    private static final String LOOKALIKE = "\u0430\u0435\u043E\u0440\u0441\u0445\u0443\u0456\u0458\u0455";

    /** First none at all, then what normalisation undoes, then what training has to stand. */
    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        attacks.add(new Attack("none", (text, seed) -> text));
        attacks.add(new Attack("zero-width characters", (text, seed) -> text.replace(" ", " \u200B")));
        attacks.add(new Attack("look-alike letters", Attack::lookalikes));
        attacks.add(new Attack("odd white space", (text, seed) -> text.replace(" ", "\u2003\n ")));
        attacks.add(new Attack("bidi controls", (text, seed) -> "\u202A" + text.replace(". ", ".\u200E ") + "\u202C"));
        for (Perturbation perturbation : Perturbation.values()) {
            attacks.add(
                    new Attack(perturbation.name().toLowerCase(Locale.ROOT).replace('_', ' '), perturbation::apply));
        }
        return attacks;
    }

    private static String lookalikes(String text, long seed) {
        Random random = new Random(seed);
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            int at = LATIN.indexOf(text.charAt(i));
            if (at >= 0 && random.nextBoolean()) {
                changed.setCharAt(i, LOOKALIKE.charAt(at));
            }
        }
        return changed.toString();
    }
}
