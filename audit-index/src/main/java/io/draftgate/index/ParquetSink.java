package io.draftgate.index;

import blue.strategic.parquet.ParquetWriter;
import blue.strategic.parquet.ValueWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Writes Parquet. Confined to one thread. */
final class ParquetSink implements DraftSink {
    private final List<ExportColumn> columns = ExportColumn.all();
    private final ParquetWriter<IndexedDraft> writer;

    ParquetSink(Path file) throws IOException {
        Files.deleteIfExists(file);
        writer = ParquetWriter.writeFile(schema(columns), file.toFile(), this::write);
    }

    private static MessageType schema(List<ExportColumn> columns) {
        return new MessageType("draft", columns.stream().map(ParquetSink::type).toArray(Type[]::new));
    }

    private static Type type(ExportColumn column) {
        return switch (column.type()) {
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case REAL -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case YES_NO -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
        };
    }

    private void write(IndexedDraft draft, ValueWriter values) {
        for (ExportColumn column : columns) {
            Object value = column.value().apply(draft);
            if (value != null) {
                values.write(column.name(), value);
            }
        }
    }

    @Override
    public void take(IndexedDraft draft) throws IOException {
        writer.write(draft);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
