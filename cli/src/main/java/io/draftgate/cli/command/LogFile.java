package io.draftgate.cli.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Where the warnings of Kafka and the other libraries go while a command runs: a file that is there only once there is
 * something to say. Nothing is ever logged to the terminal. Thread-safe.
 */
final class LogFile implements AutoCloseable {

    private final Logger root;
    private final LazyFileAppender appender;

    private LogFile(Path path) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        appender = new LazyFileAppender(path, context);
        appender.start();
        root.addAppender(appender);
        JavaLogging.sendToSlf4j();
    }

    /**
     * Logs to a file that somebody asked for.
     *
     * @throws CommandException if it cannot be written
     */
    static LogFile open(Path path) {
        Path absolute = path.toAbsolutePath();
        Path folder = absolute.getParent();
        if (Files.isDirectory(absolute)
                || folder == null
                || !Files.isWritable(Files.exists(absolute) ? absolute : folder)) {
            throw CommandException.couldNotRun(
                    "log-file", "the log file " + path + " cannot be written", "Name a file in a folder of yours");
        }
        return new LogFile(absolute);
    }

    /** Logs to the state folder of the user; if that cannot be written, to nowhere. */
    static LogFile openDefault(Map<String, String> environment) {
        return new LogFile(StateFolder.of(environment).resolve("draftgate.log"));
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
    }
}
