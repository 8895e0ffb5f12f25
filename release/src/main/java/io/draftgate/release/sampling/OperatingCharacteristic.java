package io.draftgate.release.sampling;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * How often a plan accepts lots of each quality. Without a lot size the drafts come from an endless stream (binomial, type B);
 * with one they are drawn from it without putting back (hypergeometric, type A). Immutable.
 *
 * @param lotSize drafts in the lot, at least the sample
 * @see <a href="https://www.itl.nist.gov/div898/handbook/pmc/section2/pmc232.htm">NIST/SEMATECH e-Handbook, 6.2.3.2</a>
 */
public record OperatingCharacteristic(SamplingPlan plan, OptionalInt lotSize) {
    public OperatingCharacteristic {
        if (lotSize.isPresent() && lotSize.getAsInt() < plan.sampleSize()) {
            throw new IllegalArgumentException(
                    "lotSize is " + lotSize.getAsInt() + ", expected at least the sample of " + plan.sampleSize());
        }
    }

    /** A point of the curve. */
    public record Point(double fractionDefective, double acceptance) {}

    /** Over an endless stream. */
    public static OperatingCharacteristic of(SamplingPlan plan) {
        return new OperatingCharacteristic(plan, OptionalInt.empty());
    }

    /**
     * Probability that a lot is accepted.
     *
     * @param fractionDefective 0 to 1; of a lot with a size, the nearest whole number of drafts
     * @return 0 to 1
     */
    public double acceptance(double fractionDefective) {
        if (lotSize.isPresent()) {
            return acceptanceWith((int) Math.round(fractionDefective * lotSize.getAsInt()));
        }
        return BinomialDistribution.of(plan.sampleSize(), fractionDefective)
                .cumulativeProbability(plan.acceptanceNumber());
    }

    /** Probability that a lot of good quality is refused: the producer's risk of this plan, rounding in the producer's favour. */
    double producersRisk(double aql) {
        return 1 - (lotSize.isPresent() ? acceptanceWith((int) Math.floor(aql * lotSize.getAsInt())) : acceptance(aql));
    }

    /** Probability that a lot of bad quality is accepted: the consumer's risk of this plan. */
    double consumersRisk(double ltpd) {
        return lotSize.isPresent() ? acceptanceWith((int) Math.ceil(ltpd * lotSize.getAsInt())) : acceptance(ltpd);
    }

    /** The curve at equal steps from 0 to a fraction. */
    public List<Point> curve(double upTo, int steps) {
        return IntStream.rangeClosed(0, steps)
                .mapToDouble(step -> upTo * step / steps)
                .mapToObj(fraction -> new Point(fraction, acceptance(fraction)))
                .toList();
    }

    private double acceptanceWith(int defectives) {
        return HypergeometricDistribution.of(lotSize.orElseThrow(), defectives, plan.sampleSize())
                .cumulativeProbability(plan.acceptanceNumber());
    }
}
