package io.draftgate.cli.command;

import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** Which numbers an option takes, as its {@link Allowed} says. Immutable. */
public final class AllowedRange {
    private static final double MILLIS_PER_SECOND = 1000;

    private final Allowed allowed;
    private final OptionSpec option;

    private AllowedRange(Allowed allowed, OptionSpec option) {
        this.allowed = allowed;
        this.option = option;
    }

    /** The range of an option, if it has one. */
    public static Optional<AllowedRange> of(OptionSpec option) {
        return option.userObject() instanceof AnnotatedElement field
                ? Optional.ofNullable(field.getAnnotation(Allowed.class)).map(found -> new AllowedRange(found, option))
                : Optional.empty();
    }

    /** For people, e.g. {@code 1 or more}. */
    public String text() {
        String min = text(allowed.min());
        boolean isBounded = allowed.max() != Double.POSITIVE_INFINITY;
        if (allowed.exclusive()) {
            return "more than " + min + (isBounded ? ", at most " + text(allowed.max()) : "");
        }
        return min + (isBounded ? " to " + text(allowed.max()) : " or more");
    }

    private String text(double number) {
        if (isOfDurations()) {
            return Duration.ofSeconds((long) number).toString();
        }
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private boolean isOfDurations() {
        return Duration.class.equals(option.type());
    }

    /** What is wrong with what the command has parsed, e.g. {@code 0, expected 1 or more}; empty if nothing is. */
    public Optional<String> problem() {
        return numbers(option.getValue())
                .filter(number -> !contains(number))
                .findFirst()
                .map(number -> number + ", expected " + text());
    }

    private static Stream<?> numbers(@Nullable Object value) {
        if (value instanceof Map<?, ?> pairs) {
            return pairs.values().stream();
        }
        if (value instanceof Collection<?> several) {
            return several.stream();
        }
        return Stream.ofNullable(value);
    }

    private boolean contains(Object value) {
        double number = value instanceof Duration duration
                ? duration.toMillis() / MILLIS_PER_SECOND
                : ((Number) value).doubleValue();
        return (allowed.exclusive() ? number > allowed.min() : number >= allowed.min()) && number <= allowed.max();
    }
}
