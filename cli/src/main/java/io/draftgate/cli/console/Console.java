package io.draftgate.cli.console;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three streams of a command, always UTF-8. A line that cannot be written is an error, not a silence: {@code draftgate
 * ... > /full/disk} must not look like success. Thread-safe.
 */
public final class Console {

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final Appearance appearance;
    private final Json json = new Json();
    private @Nullable ProgressBar progressBar;

    /** A console on any streams. */
    public Console(InputStream in, OutputStream out, OutputStream err, Appearance appearance) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.appearance = appearance;
    }

    /** The console of this process. */
    public static Console ofProcess(Map<String, String> environment) {
        return new Console(
                new BufferedInputStream(StandardInput.open()),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                Appearance.of(System.getProperty(Appearance.TERMINALS_PROPERTY, ""), environment));
    }

    /** Standard input. */
    public InputStream in() {
        return in;
    }

    /** Whether standard output takes colours. */
    public boolean hasColours() {
        return appearance.colours();
    }

    /** Whether somebody watches standard output. */
    public boolean isTerminal() {
        return appearance.terminal();
    }

    /**
     * Writes a line to standard output.
     *
     * @throws UncheckedIOException if nobody takes it
     */
    public void line(String text) {
        emit(text);
    }

    /**
     * Writes a piece of a text to standard output, at once and without an end of line.
     *
     * @throws UncheckedIOException if nobody takes it
     */
    public synchronized void piece(String text) {
        withoutProgressBar(() -> write(out, text, "standard output"));
    }

    /** Writes a JSON document to standard output; {@code document} is a record of plain values. */
    public void json(Object document) {
        emit(json.document(document));
    }

    /** A JSON document as {@link #json} writes it, for a file. */
    public String jsonText(Object document) {
        return json.document(document) + "\n";
    }

    /** Writes a JSON object to standard output as one line. */
    public void jsonLine(Object document) {
        emit(json.line(document));
    }

    private synchronized void emit(String text) {
        withoutProgressBar(() -> write(out, text + "\n", "standard output"));
    }

    /** Writes a line for people to standard error. Nothing is done if nobody takes it: there is nobody left to tell. */
    public synchronized void notice(String text) {
        withoutProgressBar(() -> {
            try {
                write(err, text + "\n", "standard error");
            } catch (UncheckedIOException e) {
                // The reader of our complaints has left; the exit code still tells.
            }
        });
    }

    /** For libraries that print by themselves, such as the help texts. */
    public PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /** As {@link #outWriter}, for standard error. */
    public PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /**
     * Shows how far a long work is, until it is closed. On anything but a terminal nothing is shown.
     *
     * @param label what is being done, e.g. {@code Screening}
     * @param total how many steps there are, at least 1
     */
    public synchronized ProgressBar progress(String label, long total) {
        ProgressBar bar = new ProgressBar(label, total, this::draw, System::nanoTime);
        progressBar = bar;
        return bar;
    }

    private synchronized void draw(ProgressBar bar, String picture) {
        if (appearance.progress() && bar == progressBar) {
            write(err, picture, "standard error");
        }
    }

    private void withoutProgressBar(Runnable writing) {
        if (progressBar == null || !progressBar.isOpen() || !appearance.progress()) {
            writing.run();
            return;
        }
        write(err, ProgressBar.ERASE, "standard error");
        writing.run();
        write(err, progressBar.picture(), "standard error");
    }

    private static void write(OutputStream stream, String text, String name) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + name + ": " + e.getMessage(), e);
        }
    }
}
