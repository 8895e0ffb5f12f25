package io.draftgate.index;

import java.io.IOException;
import java.nio.file.Path;

/** How drafts are written to a file, one row or line a draft. */
public enum ExportFormat {
    /** RFC 4180 with a line of names; what the log does not tell is empty. */
    CSV {
        @Override
        DraftSink open(Path file) throws IOException {
            return new CsvSink(file);
        }
    },
    /** Apache Parquet, Snappy; what the log does not tell is null. */
    PARQUET {
        @Override
        DraftSink open(Path file) throws IOException {
            return new ParquetSink(file);
        }
    },
    /** One JSON object a line; what the log does not tell is left out. */
    JSONL {
        @Override
        DraftSink open(Path file) throws IOException {
            return new JsonLinesSink(file);
        }
    };

    abstract DraftSink open(Path file) throws IOException;

    /**
     * Writes the drafts that fit to a file, newest first, however many there are; nothing but one row at a time is held.
     *
     * @param file overwritten
     * @param query its limit does not count
     * @return how many were written
     * @throws IOException if the file cannot be written
     */
    public long export(AuditIndex index, DraftQuery query, Path file) throws IOException {
        try (DraftSink sink = open(file)) {
            return sink.takeAll(index, query);
        }
    }
}
