package io.draftgate.cli.audit;

import io.draftgate.cli.command.CommandException;
import io.draftgate.index.DraftQuery;
import io.draftgate.index.DraftState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which drafts are wanted; all that are given must fit. */
final class QueryOptions {
    @Option(
            names = "--text",
            paramLabel = "WORDS",
            description = "Words, and \"phrases\", that prompt and text hold together.")
    private @Nullable String text;

    @Option(names = "--tenant", paramLabel = "NAME", description = "Whose.")
    private @Nullable String tenant;

    @Option(names = "--model", paramLabel = "NAME", description = "Model that wrote it, e.g. storybook-7m.")
    private @Nullable String model;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Came about then or later: 2026-11-25, 2026-11-25T12:00:00Z, or 36h and 7d back from now.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Came about before then.")
    private @Nullable String until;

    @Option(names = "--verdict", paramLabel = "VERDICT", description = "Of the detector: SYNTHETIC, HUMAN or ABSTAIN.")
    private @Nullable String verdict;

    @Option(names = "--reason", paramLabel = "CODE", description = "Reason of the policy, e.g. undetectable.")
    private @Nullable String reason;

    @Option(names = "--reviewer", paramLabel = "NAME", description = "Who decided, escalated or gave an opinion.")
    private @Nullable String reviewer;

    @Option(names = "--state", paramLabel = "STATE", description = "How far it has come: ${COMPLETION-CANDIDATES}.")
    private @Nullable DraftState state;

    DraftQuery query(int limit) {
        if (limit < 1) {
            throw CommandException.usage("--limit is " + limit + ", expected 1 or more", "Try --limit 50");
        }
        return new DraftQuery(
                Optional.ofNullable(text),
                Optional.ofNullable(tenant),
                Optional.ofNullable(model),
                Optional.ofNullable(since).map(value -> time("--since", value)),
                Optional.ofNullable(until).map(value -> time("--until", value)),
                Optional.ofNullable(verdict).map(value -> value.toUpperCase(Locale.ROOT)),
                Optional.ofNullable(reason),
                Optional.ofNullable(reviewer),
                Optional.ofNullable(state),
                limit);
    }

    private static Instant time(String option, String value) {
        try {
            if (value.matches("\\d+[dh]")) {
                long count = Long.parseLong(value.substring(0, value.length() - 1));
                Duration back = value.endsWith("d") ? Duration.ofDays(count) : Duration.ofHours(count);
                return InstantSource.system().instant().minus(back);
            }
            return value.length() == "2026-11-25".length()
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(value);
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
            throw CommandException.usage(
                    option + " is '" + value
                            + "', expected a day, a time with its zone, or hours or days back from now",
                    "Try " + option + " 2026-11-25, 2026-11-25T12:00:00Z or 7d");
        }
    }
}
