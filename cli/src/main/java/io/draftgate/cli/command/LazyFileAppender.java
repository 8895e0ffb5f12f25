package io.draftgate.cli.command;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Creates its file with the first event, so that a run without warnings leaves nothing behind. Thread-safe. */
final class LazyFileAppender extends AppenderBase<ILoggingEvent> {

    /** One older file is kept beside it. */
    private static final FileSize MAX_SIZE = FileSize.valueOf("4MB");

    private final Path path;
    private final LogFormat format;
    private final LoggerContext loggerContext;
    private @Nullable RollingFileAppender<ILoggingEvent> file;

    LazyFileAppender(Path path, LogFormat format, LoggerContext loggerContext) {
        this.path = path;
        this.format = format;
        this.loggerContext = loggerContext;
        setContext(loggerContext);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (file == null) {
            file = open();
        }
        file.doAppend(event);
    }

    private RollingFileAppender<ILoggingEvent> open() {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(loggerContext);
        appender.setFile(path.toString());
        appender.setEncoder(format.encoder(loggerContext));

        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(loggerContext);
        rolling.setParent(appender);
        rolling.setFileNamePattern(path + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(1);
        rolling.start();

        SizeBasedTriggeringPolicy<ILoggingEvent> triggering = new SizeBasedTriggeringPolicy<>();
        triggering.setContext(loggerContext);
        triggering.setMaxFileSize(MAX_SIZE);
        triggering.start();

        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(triggering);
        appender.start();
        return appender;
    }

    @Override
    public void stop() {
        super.stop();
        if (file != null) {
            file.stop();
        }
    }
}
