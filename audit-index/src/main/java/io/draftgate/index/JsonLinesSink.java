package io.draftgate.index;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes JSON lines. Confined to one thread. */
final class JsonLinesSink implements DraftSink {
    private final List<ExportColumn> columns = ExportColumn.all();
    private final JsonColumns json = new JsonColumns();
    private final Writer writer;

    JsonLinesSink(Path file) throws IOException {
        writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    @Override
    public void take(IndexedDraft draft) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        for (ExportColumn column : columns) {
            Object value = column.value().apply(draft);
            if (value != null) {
                line.put(column.name(), value);
            }
        }
        writer.write(json.json(line));
        writer.write('\n');
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
