package io.draftgate.release.sampling;

import java.util.OptionalInt;

/**
 * Finds the smallest plan that keeps both risks: for each c the smallest n that the consumer bears, until one is found that the
 * producer bears, too. Immutable.
 *
 * @param lotSize of the lot; empty for an endless stream
 */
public record PlanSearch(OptionalInt lotSize) {
    /** Nobody inspects more; figures that close together are a slip. */
    static final int MAX_SAMPLE = 100_000;

    public PlanSearch {
        if (lotSize.isPresent() && lotSize.getAsInt() < 1) {
            throw new IllegalArgumentException("lotSize is " + lotSize.getAsInt() + ", expected 1 or more, e.g. 500");
        }
    }

    /** A plan and the risks that it really has: whole numbers keep the wanted ones with room to spare. */
    public record Found(SamplingPlan plan, double producersRisk, double consumersRisk) {}

    /**
     * The plan with the smallest acceptance number, and for it the smallest sample.
     *
     * @throws IllegalArgumentException if no sample up to {@link #MAX_SAMPLE}, or to the lot itself, keeps both risks
     */
    public Found find(Risks risks) {
        int most = Math.min(lotSize.orElse(MAX_SAMPLE), MAX_SAMPLE);
        for (int c = 0; c < most; c++) {
            if (consumersRisk(most, c, risks) > risks.beta()) {
                break;
            }
            SamplingPlan plan = new SamplingPlan(smallestSample(c, most, risks), c);
            OperatingCharacteristic curve = new OperatingCharacteristic(plan, lotSize);
            if (curve.producersRisk(risks.aql()) <= risks.alpha()) {
                return new Found(plan, curve.producersRisk(risks.aql()), curve.consumersRisk(risks.ltpd()));
            }
        }
        throw new IllegalArgumentException("no sample of up to " + most + " drafts keeps an aql of " + risks.aql()
                + " and an ltpd of " + risks.ltpd() + " apart at these risks, expected an ltpd further from the aql");
    }

    /** The consumer's risk falls as the sample grows. */
    private int smallestSample(int c, int most, Risks risks) {
        int low = c + 1;
        int high = most;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (consumersRisk(middle, c, risks) <= risks.beta()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private double consumersRisk(int n, int c, Risks risks) {
        return new OperatingCharacteristic(new SamplingPlan(n, c), lotSize).consumersRisk(risks.ltpd());
    }
}
