package io.draftgate.detection.model;

import java.util.Map;

/**
 * What the regimes' models make of a text together.
 *
 * @param joined log of the sum over regimes of e to twice the regime's score: near the highest of them, and higher where
 *     several agree
 * @param byRegime deviations above the mean of human text
 */
public record Score(double joined, Map<Regime, Double> byRegime) {

    public Score {
        byRegime = Map.copyOf(byRegime);
    }
}
