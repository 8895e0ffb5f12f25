package io.draftgate.cli.screening;

import io.draftgate.cli.page.HtmlPage;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that asks for a page beside the printed result. */
final class HtmlOption {

    @Option(names = "--html", paramLabel = "FILE", description = "Write the result as a page that stands alone, too.")
    private @Nullable Path file;

    boolean isAsked() {
        return file != null;
    }

    /** That the page can be written is to be known before the work, not after it. */
    void requireWritable() {
        if (file != null) {
            OutputFile.requireWritable(file);
        }
    }

    void write(HtmlPage page) throws IOException {
        if (file != null) {
            page.write(file);
        }
    }
}
