package io.draftgate.cli.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentSourceTest {

    @TempDir
    Path folder;

    @Test
    void shouldTakeAFileAsOneTextUnlessItsNameSaysJsonLines() throws Exception {
        // Given
        Path plain = Files.writeString(folder.resolve("essay.txt"), "{\"id\":\"a\"}\ntext");
        Path lines = folder.resolve("essays.jsonl.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(lines))) {
            out.write("{\"id\":\"a\",\"text\":\"t\"}\n{\"text\":\"u\"}\n".getBytes(StandardCharsets.UTF_8));
        }

        // When
        List<Document> documents = new ArrayList<>();
        DocumentSource.file(plain, false, "").read(documents::add);
        DocumentSource.file(lines, false, "").read(documents::add);

        // Then
        assertEquals(
                List.of(
                        new Document.Text(plain.toString(), "{\"id\":\"a\"}\ntext", Optional.empty()),
                        new Document.Text("a", "t", Optional.empty()),
                        new Document.Text(lines + ":2", "u", Optional.empty())),
                documents);
    }

    @Test
    void shouldTellOfALineThatIsNoDocumentAndGoOn() throws Exception {
        // Given
        String lines = "{\"id\":\"a\"}\n{\"id\":\"b\",\"text\":7}\n[]\n{\"id\":\"d\",\"text\":\"t\"}\n";

        // When
        List<Document> documents = new ArrayList<>();
        source(lines.getBytes(StandardCharsets.UTF_8), true).read(documents::add);

        // Then
        assertEquals(
                List.of(
                        new Document.Broken("a", "in:1", "text: expected a string, got none"),
                        new Document.Broken("b", "in:2", "text: expected a string, got number"),
                        new Document.Broken("in:3", "in:3", "expected a JSON object, got another JSON value"),
                        new Document.Text("d", "t", Optional.empty())),
                documents);
    }

    @Test
    void shouldReadATextThatIsNotUtf8AsFarAsItIs() throws Exception {
        // Given
        List<Document> documents = new ArrayList<>();

        // When
        source(new byte[] {'a', (byte) 0xE9}, false).read(documents::add);

        // Then
        assertEquals(List.of(new Document.Text("in", "a\uFFFD", Optional.empty())), documents);
    }

    private static DocumentSource source(byte[] bytes, boolean jsonLines) {
        return new DocumentSource("in", jsonLines, "", () -> new ByteArrayInputStream(bytes));
    }
}
