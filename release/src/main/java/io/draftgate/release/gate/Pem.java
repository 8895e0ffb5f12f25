package io.draftgate.release.gate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The textual encoding of keys, RFC 7468. */
enum Pem {
    /** SubjectPublicKeyInfo. */
    PUBLIC("PUBLIC KEY"),
    /** PKCS #8. */
    SECRET("PRIVATE KEY");

    private final String label;

    Pem(String label) {
        this.label = label;
    }

    String write(byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    /**
     * The first key of this kind in a text.
     *
     * @throws IllegalArgumentException if there is none
     */
    byte[] read(String text) {
        Matcher found = Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END " + label + "-----")
                .matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException("no " + label + " in PEM");
        }
        return Base64.getMimeDecoder().decode(found.group(1));
    }
}
