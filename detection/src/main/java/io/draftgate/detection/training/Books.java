package io.draftgate.detection.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Plain text of books: documents separated by a line {@code <|endoftext|>}, compressed if the name ends in {@code .gz}. */
public final class Books {

    private static final String SEPARATOR = "<|endoftext|>";

    private Books() {}

    /**
     * Reads whole documents.
     *
     * @param maxCharacters no document begins after so many
     */
    public static List<String> read(Path file, int maxCharacters) {
        List<String> documents = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in,
                        StandardCharsets.UTF_8))) {
            StringBuilder document = new StringBuilder();
            int total = 0;
            for (String line = reader.readLine(); line != null && total < maxCharacters; line = reader.readLine()) {
                if (line.strip().equals(SEPARATOR)) {
                    documents.add(document.toString());
                    total += document.length();
                    document.setLength(0);
                } else {
                    document.append(line).append('\n');
                }
            }
            if (!document.toString().isBlank()) {
                documents.add(document.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return documents;
    }
}
