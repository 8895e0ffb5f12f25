package io.draftgate.cli.pipeline;

import io.draftgate.bridge.FairShares;
import io.draftgate.bridge.FairShares.Share;
import io.draftgate.cli.command.Allowed;
import io.draftgate.cli.command.CommandException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** How tenants share a generator. */
final class TenantOptions {
    @Option(
            names = "--tenant-weight",
            paramLabel = "NAME=W",
            description =
                    "Tokens of this tenant for one of every other's while both wait, 1 if not named; may be repeated.")
    @Allowed(min = 0, exclusive = true, max = Share.MAX_WEIGHT)
    private Map<String, Double> weights = new LinkedHashMap<>();

    @Option(
            names = "--tenant-quota",
            paramLabel = "NAME=N",
            description = "Tokens a minute that this tenant gets at most, prompt and completions; may be repeated.")
    @Allowed(min = 0)
    private Map<String, Long> quotas = new LinkedHashMap<>();

    @Option(
            names = "--aging-seconds",
            paramLabel = "S",
            description = "After so long a waiting prompt counts as if one lane higher (default: ${DEFAULT-VALUE}).")
    @Allowed(min = 1)
    private long agingSeconds = FairShares.DEFAULT_AGING.toSeconds();

    /** @throws CommandException if a number makes no sense */
    FairShares shares() {
        Set<String> names = new TreeSet<>(weights.keySet());
        names.addAll(quotas.keySet());
        try {
            Map<String, Share> tenants = new HashMap<>();
            for (String name : names) {
                tenants.put(name, new Share(weights.getOrDefault(name, 1.0), quotas.getOrDefault(name, 0L)));
            }
            return new FairShares(tenants, Share.ONE, Duration.ofSeconds(agingSeconds));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(
                    String.valueOf(e.getMessage()), "Try --tenant-weight acme=2 --tenant-quota acme=60000");
        }
    }
}
