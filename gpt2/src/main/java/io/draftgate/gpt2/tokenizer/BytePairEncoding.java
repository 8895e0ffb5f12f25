package io.draftgate.gpt2.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * GPT-2's byte-level byte-pair encoding: any text becomes tokens and comes back. Thread-safe; to its callers immutable (inside
 * it remembers a bounded number of words).
 *
 * <p>{@code <|endoftext|>} in a text is text: the special token cannot be written by a prompt. An unpaired surrogate, which has
 * no UTF-8, is read as U+FFFD.
 *
 * @see <a href="https://github.com/openai/gpt-2/blob/9b63575/src/encoder.py">the released encoder</a>
 */
public final class BytePairEncoding {
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    /** About 10 MB when full; English text of a million words has fewer distinct ones. */
    private static final int MAX_REMEMBERED_WORDS = 1 << 16;

    /** Longer words seldom come twice. */
    private static final int MAX_REMEMBERED_LENGTH = 32;

    private final byte[][] tokens;
    private final int[] byteSymbols;
    private final MergeTable merges;
    private final int endOfText;
    private final int longestToken;
    private final ConcurrentMap<String, int[]> remembered = new ConcurrentHashMap<>();

    /**
     * @param tokens [vocabulary] the bytes of each token
     * @param byteSymbols [256] the token of each single byte
     */
    BytePairEncoding(byte[][] tokens, int[] byteSymbols, MergeTable merges, int endOfText) {
        this.tokens = tokens;
        this.byteSymbols = byteSymbols;
        this.merges = merges;
        this.endOfText = endOfText;
        int longest = 0;
        for (byte[] token : tokens) {
            longest = Math.max(longest, token.length);
        }
        longestToken = longest;
    }

    /** The tokens of a text, O(n log n) in its length whatever it holds; none for an empty text. */
    public int[] encode(String text) {
        var out = new IntList(text.length() / 3 + 1);
        var words = new PreTokenizer(text);
        int end;
        for (int start = 0; start < text.length(); start = end) {
            end = words.end(start);
            out.addAll(encodeWord(text.substring(start, end)));
        }
        return out.toArray();
    }

    /**
     * The text of the tokens, decoded together; bytes that are no UTF-8 read U+FFFD.
     *
     * @throws IllegalArgumentException if an id lies outside the vocabulary
     */
    public String decode(int[] ids) {
        var bytes = new ByteArrayOutputStream(4 * ids.length);
        for (int id : ids) {
            bytes.writeBytes(bytes(id));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** As {@link #decode(int[])}. */
    public String decode(List<Integer> ids) {
        return decode(ids.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The token that separates texts in the training data. */
    public int endOfText() {
        return endOfText;
    }

    public int vocabularySize() {
        return tokens.length;
    }

    /** Bytes of the longest token: a text of more than n times as many bytes takes more than n tokens. */
    public int longestTokenBytes() {
        return longestToken;
    }

    /** How many bytes of UTF-8 one token stands for; a token can end inside a character. */
    public int byteLength(int id) {
        return bytes(id).length;
    }

    /** The bytes that one token stands for; the caller MUST NOT change them. */
    public byte[] bytes(int id) {
        if (id < 0 || id >= tokens.length) {
            throw new IllegalArgumentException("token " + id + ", expected 0 to " + (tokens.length - 1));
        }
        return tokens[id];
    }

    private int[] encodeWord(String word) {
        if (word.length() > MAX_REMEMBERED_LENGTH) {
            return mergeWord(word);
        }
        int[] known = remembered.get(word);
        if (known == null) {
            known = mergeWord(word);
            if (remembered.size() >= MAX_REMEMBERED_WORDS) {
                remembered.clear();
            }
            remembered.put(word, known);
        }
        return known;
    }

    private int[] mergeWord(String word) {
        ByteBuffer bytes = utf8(word);
        var symbols = new int[bytes.remaining()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = byteSymbols[bytes.get() & 0xFF];
        }
        return new WordMerger(merges, symbols).merge();
    }

    private static ByteBuffer utf8(String word) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .replaceWith(REPLACEMENT)
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .encode(CharBuffer.wrap(word));
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("UTF-8 with replacement refuses a word", e);
        }
    }
}
