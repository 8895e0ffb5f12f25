package io.draftgate.detection.policy;

import io.draftgate.detection.text.NormalisedText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Texts that must not be copied, as an index of hashed shingles: every run of so many words in a row, whatever their case
 * and punctuation. The texts cannot be read from it. Immutable, thread-safe.
 */
public final class ProtectedCorpus {

    /** So many words in a row are seldom said twice by chance; a cliché is shorter. */
    public static final int DEFAULT_WORDS = 12;

    private static final String MAGIC = "DRAFTGATE-PROTECTED 1\n";

    private final int words;
    private final long[] shingles;

    private ProtectedCorpus(int words, long[] shingles) {
        this.words = words;
        this.shingles = shingles;
    }

    /**
     * Indexes texts.
     *
     * @param words of a shingle, at least 4
     */
    public static ProtectedCorpus of(List<String> texts, int words) {
        if (words < 4) {
            throw new IllegalArgumentException("words is " + words + ", expected at least 4, e.g. " + DEFAULT_WORDS);
        }
        LongStream.Builder hashes = LongStream.builder();
        for (String text : texts) {
            int step = NormalisedText.MAX_CHARACTERS / 2;
            // Halves overlap, so that no shingle is lost at a cut.
            for (int start = 0; start == 0 || start + step < text.length(); start += step) {
                String part = NormalisedText.of(text.substring(start)).text();
                for (long hash : WordShingles.of(part, words).hashes()) {
                    hashes.add(hash);
                }
            }
        }
        return new ProtectedCorpus(words, hashes.build().sorted().distinct().toArray());
    }

    /**
     * Reads an index.
     *
     * @throws IOException naming what is wrong with it, if it is none
     */
    static ProtectedCorpus read(byte[] bytes) throws IOException {
        byte[] magic = MAGIC.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length < magic.length || !Arrays.equals(Arrays.copyOf(bytes, magic.length), magic)) {
            throw new IOException("not an index of protected texts, 'draftgate policy protect' writes one");
        }
        DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes, magic.length, bytes.length - magic.length));
        int words = in.readInt();
        int count = in.readInt();
        if (words < 4 || count < 0 || (long) count * Long.BYTES != in.available()) {
            throw new IOException(
                    "truncated or damaged, " + count + " shingles do not fill " + bytes.length + " bytes");
        }
        long[] shingles = new long[count];
        for (int i = 0; i < count; i++) {
            shingles[i] = in.readLong();
        }
        return new ProtectedCorpus(words, shingles);
    }

    /** Writes the index. */
    public void write(Path file) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeBytes(MAGIC);
            out.writeInt(words);
            out.writeInt(shingles.length);
            for (long shingle : shingles) {
                out.writeLong(shingle);
            }
            Files.write(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** Different runs of words in it. */
    public int size() {
        return shingles.length;
    }

    Finder finder() {
        return text -> {
            WordShingles found = WordShingles.of(text, words);
            return new Finder.Findings(found.where(this::holds), true);
        };
    }

    private boolean holds(long hash) {
        return Arrays.binarySearch(shingles, hash) >= 0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d runs of %d words", shingles.length, words);
    }
}
