package io.draftgate.index;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an index lives: a SQLite file for one process on one machine, or a PostgreSQL that several share. Immutable.
 *
 * @param jdbcUrl begins with {@code jdbc:sqlite:} or {@code jdbc:postgresql:}
 */
public record DatabaseAddress(String jdbcUrl) {
    static final String SQLITE = "jdbc:sqlite:";
    static final String POSTGRESQL = "jdbc:postgresql:";

    /** Checks the kind of the database. */
    public DatabaseAddress {
        if (!jdbcUrl.startsWith(SQLITE) && !jdbcUrl.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException("database is '" + jdbcUrl
                    + "', expected a file or jdbc:postgresql://HOST/DATABASE?user=NAME, e.g. audit.db");
        }
    }

    /** What people write: the path of a file, or a JDBC URL. */
    public static DatabaseAddress of(String text) {
        return new DatabaseAddress(text.startsWith("jdbc:") ? text : SQLITE + text);
    }

    /** The file of a SQLite database; none of one in memory, and none of PostgreSQL. */
    public Optional<Path> file() {
        if (!jdbcUrl.startsWith(SQLITE)) {
            return Optional.empty();
        }
        String name = jdbcUrl.substring(SQLITE.length());
        return name.isEmpty() || name.startsWith(":") || name.startsWith("file:")
                ? Optional.empty()
                : Optional.of(Path.of(name.replaceFirst("\\?.*", "")));
    }

    Dialect dialect() {
        return jdbcUrl.startsWith(SQLITE) ? Dialect.SQLITE : Dialect.POSTGRESQL;
    }

    /** Without what follows the question mark: there may be a password. */
    @Override
    public String toString() {
        int parameters = jdbcUrl.indexOf('?');
        String shown = parameters < 0 ? jdbcUrl : jdbcUrl.substring(0, parameters);
        return shown.startsWith(SQLITE) ? shown.substring(SQLITE.length()) : shown;
    }
}
