package io.draftgate.bridge;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How tenants share an engine. Immutable.
 *
 * @param tenants those with a share of their own
 * @param others the share of every other tenant
 * @param aging after waiting so long a work counts as if it were one lane higher, so that nothing starves
 */
public record FairShares(Map<String, Share> tenants, Share others, Duration aging) {
    /** A low work passes new high ones after two minutes: longer than a burst, shorter than anybody's patience. */
    public static final Duration DEFAULT_AGING = Duration.ofMinutes(1);

    public FairShares {
        tenants = Map.copyOf(tenants);
        if (aging.isNegative() || aging.isZero()) {
            throw new IllegalArgumentException("aging is " + aging + ", expected more than nothing, e.g. PT1M");
        }
    }

    /**
     * What a tenant gets while others wait, and at most.
     *
     * @param weight of its tokens: with 2 it gets twice the tokens of a tenant with 1
     * @param tokensPerMinute at most, prompt and completions; 0 is no limit
     */
    public record Share(double weight, long tokensPerMinute) {
        /** The same as everybody, without a limit. */
        public static final Share ONE = new Share(1, 0);

        /** Far more than anybody means; beyond it the others would wait for ever. */
        public static final double MAX_WEIGHT = 1000;

        public Share {
            if (!(weight > 0 && weight <= MAX_WEIGHT)) {
                throw new IllegalArgumentException(
                        "weight is " + weight + ", expected more than 0 and at most " + MAX_WEIGHT + ", e.g. 2");
            }
            if (tokensPerMinute < 0) {
                throw new IllegalArgumentException(
                        "tokensPerMinute is " + tokensPerMinute + ", expected 0 for no limit, or more, e.g. 60000");
            }
        }

        private Share perPartition(int partitions) {
            return tokensPerMinute == 0 ? this : new Share(weight, Math.max(1, tokensPerMinute / partitions));
        }
    }

    /** All tenants alike, without limits. */
    public static FairShares equal() {
        return new FairShares(Map.of(), Share.ONE, DEFAULT_AGING);
    }

    /** The share of a tenant. */
    Share of(String tenant) {
        return tenants.getOrDefault(tenant, others);
    }

    /**
     * What one task enforces: its part of every limit. A tenant's prompts spread over all partitions, so the parts add up, however
     * many workers there are.
     *
     * @param partitions of the requests' topic
     */
    public FairShares perPartition(int partitions) {
        Map<String, Share> parts = tenants.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, tenant -> tenant.getValue().perPartition(partitions)));
        return new FairShares(parts, others.perPartition(partitions), aging);
    }
}
