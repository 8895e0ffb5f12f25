package io.draftgate.index;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes CSV. Confined to one thread. */
final class CsvSink implements DraftSink {
    private final List<ExportColumn> columns = ExportColumn.all();
    private final SequenceWriter writer;

    CsvSink(Path file) throws IOException {
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
        columns.forEach(column -> schema.addColumn(column.name()));
        writer = new CsvMapper()
                .writer(schema.build())
                .writeValues(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
    }

    @Override
    public void take(IndexedDraft draft) throws IOException {
        writer.write(columns.stream().map(column -> column.value().apply(draft)).toArray());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
