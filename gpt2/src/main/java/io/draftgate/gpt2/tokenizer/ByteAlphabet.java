package io.draftgate.gpt2.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How GPT-2 writes bytes in its vocabulary files: printable Latin-1 characters stand for themselves, the other 68 bytes for the
 * characters from U+0100 on, so that no token holds white space or a control character. Immutable.
 *
 * @see <a href="https://github.com/openai/gpt-2/blob/9b63575/src/encoder.py">bytes_to_unicode</a>
 */
public final class ByteAlphabet {
    private final char[] characters = new char[256];
    private final short[] bytes = new short[512];

    public ByteAlphabet() {
        Arrays.fill(bytes, (short) -1);
        char next = 256;
        for (int value = 0; value < 256; value++) {
            characters[value] = isPrintable(value) ? (char) value : next++;
            bytes[characters[value]] = (short) value;
        }
    }

    public char character(int unsignedByte) {
        return characters[unsignedByte];
    }

    /** The bytes that a token of the vocabulary stands for; a character outside the alphabet stands for its own UTF-8. */
    byte[] bytes(String token) {
        var out = new ByteArrayOutputStream(token.length());
        token.codePoints().forEach(codePoint -> {
            if (codePoint < bytes.length && bytes[codePoint] >= 0) {
                out.write(bytes[codePoint]);
            } else {
                out.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }

    private static boolean isPrintable(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xAC) || value >= 0xAE;
    }
}
