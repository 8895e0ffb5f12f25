package io.draftgate.release.sampling;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two points that an operating-characteristic curve shall keep. Immutable.
 *
 * @param aql acceptance quality limit: the fraction defective that is still good, in (0, 1)
 * @param ltpd lot tolerance percent defective: the fraction that is bad, in (aql, 1)
 * @param alpha producer's risk: how often at most a lot at the AQL may be refused, in (0, 1)
 * @param beta consumer's risk: how often at most a lot at the LTPD may be accepted, in (0, 1 - alpha)
 */
public record Risks(double aql, double ltpd, double alpha, double beta) {
    public Risks {
        List<String> problems = problems(aql, ltpd, alpha, beta);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** What is wrong with such figures, one line each; empty when they make sense. */
    public static List<String> problems(double aql, double ltpd, double alpha, double beta) {
        return Stream.of(
                        problem("aql", aql, 1, "0.01"),
                        problem("ltpd", ltpd, 1, "0.05"),
                        problem("alpha", alpha, 1, "0.05"),
                        problem("beta", beta, 1, "0.10"),
                        aql > 0 && aql < 1 && ltpd <= aql
                                ? "ltpd is " + ltpd + ", expected more than the aql of " + aql
                                        + " and less than 1, e.g. " + between(aql)
                                : "",
                        alpha + beta >= 1
                                ? "alpha and beta are " + alpha + " and " + beta + ", expected less than 1 together"
                                : "")
                .filter(problem -> !problem.isEmpty())
                .toList();
    }

    /** A figure between the AQL and 1 that people would choose: five times as much, where there is room for it. */
    private static String between(double aql) {
        BigDecimal low = BigDecimal.valueOf(aql);
        BigDecimal example = aql < 0.1
                ? low.multiply(BigDecimal.valueOf(5))
                : low.add(BigDecimal.ONE).multiply(BigDecimal.valueOf(0.5));
        return example.stripTrailingZeros().toPlainString();
    }

    private static String problem(String name, double value, double end, String example) {
        return value > 0 && value < end
                ? ""
                : name + " is " + value + ", expected more than 0 and less than " + end + ", e.g. " + example;
    }
}
