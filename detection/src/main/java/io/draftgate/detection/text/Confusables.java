package io.draftgate.detection.text;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Letters of other scripts and typographic marks that look like ASCII ones; a hand-picked part of the idea of Unicode
 * Technical Standard 39. Immutable.
 */
final class Confusables {

    private static final String LOOKALIKES = "аa еe оo рp сc хx уy іi јj ѕs ԁd һh ӏl ԛq ԝw ѵv ɡg ɑa "
            + "АA ВB ЕE КK МM НH ОO РP СC ТT ХX УY ІI ЈJ ЅS "
            + "αa οo νv ρp τt υu ιi κk ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX "
            + "ıi ȷj օo սu հh ոn ցg";

    private static final Map<Integer, Integer> LETTERS = letters();

    private Confusables() {}

    /** The Latin letter that this letter of another script looks like, or -1. */
    static int latin(int codePoint) {
        return codePoint < 0x80 ? -1 : LETTERS.getOrDefault(codePoint, -1);
    }

    /** The plain ASCII spelling of a quotation mark, dash or ellipsis, or null. */
    static @Nullable String plainMark(int codePoint) {
        return switch (codePoint) {
            case 0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x02BC, 0x0060, 0x00B4 -> "'";
            case 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0x00AB, 0x00BB -> "\"";
            case 0x2010, 0x2011, 0x2012, 0x2013, 0x2212 -> "-";
            case 0x2014, 0x2015 -> "--";
            case 0x2026 -> "...";
            default -> null;
        };
    }

    private static Map<Integer, Integer> letters() {
        Map<Integer, Integer> letters = new HashMap<>();
        for (String pair : LOOKALIKES.split(" ", -1)) {
            letters.put(pair.codePointAt(0), (int) pair.charAt(pair.length() - 1));
        }
        return Map.copyOf(letters);
    }
}
