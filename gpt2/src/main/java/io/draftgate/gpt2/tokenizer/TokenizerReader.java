package io.draftgate.gpt2.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import io.draftgate.gpt2.ModelFormatException;
import io.draftgate.gpt2.folder.Json;
import io.draftgate.gpt2.folder.ModelFiles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code vocab.json} and {@code merges.txt} and checks that they belong together. Confined to one call. */
public final class TokenizerReader {
    public static final String VOCABULARY = "vocab.json";
    public static final String MERGES = "merges.txt";
    private static final String END_OF_TEXT = "<|endoftext|>";

    /** Far above the released 1 MB, and small enough that what is made of it fits any heap. */
    private static final int MAX_BYTES = 8 << 20;

    private final ModelFiles files;
    private final ByteAlphabet alphabet = new ByteAlphabet();
    private final Map<String, Integer> ids = new HashMap<>();
    /** Tokens that merges can make so far: the single bytes, then what each merge adds. */
    private final Set<String> made = new HashSet<>();

    public TokenizerReader(ModelFiles files) {
        this.files = files;
    }

    public BytePairEncoding read() {
        byte[][] tokens = readVocabulary();
        int[] byteSymbols = byteSymbols();
        MergeTable merges = readMerges();
        Integer endOfText = ids.get(END_OF_TEXT);
        if (endOfText == null) {
            throw problem(VOCABULARY, "has no token " + END_OF_TEXT + ", expected a vocabulary of GPT-2's kind");
        }
        return new BytePairEncoding(tokens, byteSymbols, merges, endOfText);
    }

    private byte[][] readVocabulary() {
        JsonNode root = Json.object(files.name(VOCABULARY), files.read(VOCABULARY, MAX_BYTES));
        var tokens = new byte[root.size()][];
        root.properties().forEach(entry -> {
            JsonNode id = entry.getValue();
            if (!id.isInt() || id.intValue() < 0 || id.intValue() >= tokens.length) {
                throw problem(
                        VOCABULARY,
                        "gives a token the id " + id + ", expected 0 to " + (tokens.length - 1) + ", each once");
            }
            if (tokens[id.intValue()] != null) {
                throw problem(VOCABULARY, "gives two tokens the id " + id + ", expected each id once");
            }
            tokens[id.intValue()] = alphabet.bytes(entry.getKey());
            ids.put(entry.getKey(), id.intValue());
        });
        return tokens;
    }

    private int[] byteSymbols() {
        var symbols = new int[256];
        for (int value = 0; value < 256; value++) {
            String token = String.valueOf(alphabet.character(value));
            Integer id = ids.get(token);
            if (id == null) {
                throw problem(VOCABULARY, "has no token for the byte " + value + ", expected all 256 single bytes");
            }
            symbols[value] = id;
            made.add(token);
        }
        return symbols;
    }

    private MergeTable readMerges() {
        String text = new String(files.read(MERGES, MAX_BYTES), StandardCharsets.UTF_8);
        var merges = new MergeTable();
        int number = 0;
        int rank = 0;
        for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            boolean isComment = ++number == 1 && line.startsWith("#version");
            if (!line.isEmpty() && !isComment) {
                addMerge(merges, line, number, rank++);
            }
        }
        return merges;
    }

    private void addMerge(MergeTable merges, String line, int number, int rank) {
        int space = line.indexOf(' ');
        String left = space < 0 ? line : line.substring(0, space);
        String right = space < 0 ? "" : line.substring(space + 1);
        @Nullable Integer product = ids.get(left + right);
        if (product == null || !made.contains(left) || !made.contains(right)) {
            throw problem(
                    MERGES,
                    "line " + number + " does not fit " + VOCABULARY
                            + ", expected two tokens made by earlier lines whose union is in the vocabulary");
        }
        merges.add(tokenId(left), tokenId(right), rank, product);
        made.add(left + right);
    }

    private int tokenId(String token) {
        Integer id = ids.get(token);
        if (id == null) {
            throw new IllegalStateException("a token was made that has no id");
        }
        return id;
    }

    private ModelFormatException problem(String file, String what) {
        return new ModelFormatException(files.name(file) + " " + what);
    }
}
