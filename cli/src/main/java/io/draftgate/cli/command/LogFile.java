package io.draftgate.cli.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * Where the warnings of Kafka and the other libraries go while a command runs: a file that is there only once there is
 * something to say. Nothing is logged to the terminal unasked. Thread-safe.
 */
final class LogFile implements AutoCloseable {

    /** In place of a file: for containers, whose logs are collected from there. */
    private static final String STANDARD_ERROR = "-";

    private final Logger root;
    private final Appender<ILoggingEvent> appender;

    private LogFile(Function<LoggerContext, Appender<ILoggingEvent>> open) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        appender = open.apply(context);
        appender.start();
        root.addAppender(appender);
        JavaLogging.sendToSlf4j();
    }

    /**
     * Logs to a file that somebody asked for.
     *
     * @throws CommandException if it cannot be written
     */
    static LogFile open(Path path, LogFormat format) {
        if (path.toString().equals(STANDARD_ERROR)) {
            return new LogFile(context -> standardError(context, format));
        }
        Path absolute = path.toAbsolutePath();
        Path folder = absolute.getParent();
        if (Files.isDirectory(absolute)
                || folder == null
                || !Files.isWritable(Files.exists(absolute) ? absolute : folder)) {
            throw CommandException.couldNotRun(
                    "log-file", "the log file " + path + " cannot be written", "Name a file in a folder of yours");
        }
        return new LogFile(context -> new LazyFileAppender(absolute, format, context));
    }

    /** Logs to the state folder of the user; if that cannot be written, to nowhere. */
    static LogFile openDefault(Map<String, String> environment, LogFormat format) {
        Path file = StateFolder.of(environment).resolve("draftgate.log");
        return new LogFile(context -> new LazyFileAppender(file, format, context));
    }

    private static Appender<ILoggingEvent> standardError(LoggerContext context, LogFormat format) {
        ConsoleAppender<ILoggingEvent> terminal = new ConsoleAppender<>();
        terminal.setContext(context);
        terminal.setTarget("System.err");
        terminal.setEncoder(format.encoder(context));
        return terminal;
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
    }
}
