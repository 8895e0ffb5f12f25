package io.draftgate.cli.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside picocli's {@code Option}: the numbers that an option takes, each of them where there may be several. Of a duration its
 * seconds are meant. Whoever reads the value may rely on it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Allowed {
    /** The largest port of TCP. */
    int MAX_PORT = 65_535;

    /** The smallest. */
    double min();

    /** Whether the smallest itself is too small. */
    boolean exclusive() default false;

    /** The largest. */
    double max() default Double.POSITIVE_INFINITY;
}
