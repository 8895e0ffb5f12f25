package io.draftgate.release.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {
    /** Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section D: four observers, twelve units, gaps. */
    private static Ratings krippendorff() {
        String[] rows = {"123321412...", "1233224125.3", ".3332342251.", "12332441251."};
        List<Map<String, Integer>> units = new ArrayList<>();
        for (int unit = 0; unit < 12; unit++) {
            Map<String, Integer> ratings = new HashMap<>();
            for (int observer = 0; observer < rows.length; observer++) {
                if (rows[observer].charAt(unit) != '.') {
                    ratings.put("" + (char) ('A' + observer), rows[observer].charAt(unit) - '0');
                }
            }
            units.add(ratings);
        }
        return new Ratings(units);
    }

    private static Ratings twoRaters(int bothYes, int onlyFirst, int onlySecond, int bothNo) {
        List<Map<String, Integer>> units = new ArrayList<>();
        units.addAll(Collections.nCopies(bothYes, Map.of("a", 1, "b", 1)));
        units.addAll(Collections.nCopies(onlyFirst, Map.of("a", 1, "b", 0)));
        units.addAll(Collections.nCopies(onlySecond, Map.of("a", 0, "b", 1)));
        units.addAll(Collections.nCopies(bothNo, Map.of("a", 0, "b", 0)));
        return new Ratings(units);
    }

    @Test
    void shouldGiveKrippendorffsNominalAlpha() {
        assertEquals(0.743, KrippendorffAlpha.NOMINAL.of(krippendorff()).orElseThrow(), 0.0005);
    }

    @Test
    void shouldGiveKrippendorffsOrdinalAlpha() {
        assertEquals(0.815, KrippendorffAlpha.ORDINAL.of(krippendorff()).orElseThrow(), 0.0005);
    }

    /** Viera and Garrett 2005, Understanding interobserver agreement, table 1: observed 0.85, expected 0.65, kappa 0.57. */
    @Test
    void shouldGiveTheKappaOfVieraAndGarrett() {
        CohenKappa kappa = CohenKappa.of(twoRaters(15, 5, 10, 70), "a", "b");

        assertEquals(0.85, kappa.observed(), 1e-12);
        assertEquals(0.65, kappa.expected(), 1e-12);
        assertEquals(0.57, kappa.value().orElseThrow(), 0.005);
    }

    @Test
    void shouldCallPerfectAgreementOneAndChanceZero() {
        assertEquals(1, CohenKappa.of(twoRaters(5, 0, 0, 5), "a", "b").value().orElseThrow(), 1e-12);
        assertEquals(1, KrippendorffAlpha.NOMINAL.of(twoRaters(5, 0, 0, 5)).orElseThrow(), 1e-12);
        assertEquals(0, CohenKappa.of(twoRaters(5, 5, 5, 5), "a", "b").value().orElseThrow(), 1e-12);
    }

    @Test
    void shouldSayNothingWhereNothingCanBeSaid() {
        assertTrue(CohenKappa.of(twoRaters(9, 0, 0, 0), "a", "b").value().isEmpty());
        assertTrue(KrippendorffAlpha.NOMINAL
                .of(new Ratings(List.of(Map.of("a", 1))))
                .isEmpty());
    }
}
