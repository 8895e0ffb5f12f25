package io.draftgate.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
    /** The key and the note of the documentation of Go's sumdb/note. */
    private static final String PRIVATE_KEY =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private static final String VERIFIER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String NOTE = TEXT + "\n\u2014 PeterNeumann"
            + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    /** The example of C2SP signed-note; the specification does not say its key. */
    private static final String POEM = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\n"
            + "ed \u00e8 subito sera.\n\n\u2014 quasimodo.example/salvatore"
            + " NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";

    @Test
    void shouldSignAsThePublishedExample() {
        NoteSigner signer = NoteSigner.parse(PRIVATE_KEY);

        assertEquals(NOTE, signer.sign(TEXT).toString());
        assertEquals(VERIFIER_KEY, signer.verifier().toString());
        assertEquals(PRIVATE_KEY, signer.privateKey());
    }

    @Test
    void shouldAcceptThePublishedExampleAndNothingElse() {
        NoteVerifier verifier = NoteVerifier.parse(VERIFIER_KEY);

        assertTrue(SignedNote.parse(NOTE).isSignedBy(verifier));
        assertFalse(SignedNote.parse(NOTE.replace("think", "thank")).isSignedBy(verifier));
        assertFalse(SignedNote.parse(NOTE.replace("RZb6KE6Ry", "RZb6KE6Rz")).isSignedBy(verifier));
        assertFalse(SignedNote.parse(POEM).isSignedBy(verifier));
    }

    @Test
    void shouldReadTheExampleOfTheSpecification() {
        SignedNote poem = SignedNote.parse(POEM);

        assertEquals("quasimodo.example/salvatore", poem.signatures().get(0).name());
        assertTrue(poem.text().endsWith("sole:\n\ned \u00e8 subito sera.\n"), poem.text());
        assertEquals(POEM, poem.toString());
    }

    @Test
    void shouldIgnoreTheSignaturesOfOthers() {
        NoteVerifier verifier = NoteVerifier.parse(VERIFIER_KEY);
        NoteSigner witness = NoteSigner.generate("witness.example", new SecureRandom());
        String line = witness.sign(TEXT).toString().substring(TEXT.length() + 1);

        SignedNote note = SignedNote.parse(NOTE + line);

        assertTrue(note.isSignedBy(verifier));
        assertTrue(note.isSignedBy(witness.verifier()));
    }

    @Test
    void shouldReadTheKeysThatItMakes() {
        NoteSigner signer = NoteSigner.generate("example.org/drafts", new SecureRandom());

        assertEquals(signer.verifier(), NoteSigner.parse(signer.privateKey()).verifier());
        assertEquals(signer.verifier(), NoteVerifier.parse(signer.verifier().toString()));
        assertNotEquals(
                signer.verifier(),
                NoteSigner.generate("example.org/drafts", new SecureRandom()).verifier());
    }

    @Test
    void shouldRefuseAKeyWhoseHashIsAnothers() {
        assertThrows(
                IllegalArgumentException.class, () -> NoteVerifier.parse(VERIFIER_KEY.replace("c74f20a3", "c74f20a4")));
        assertThrows(IllegalArgumentException.class, () -> NoteVerifier.parse("no key"));
        assertThrows(
                IllegalArgumentException.class, () -> NoteSigner.parse(PRIVATE_KEY.replace("c74f20a3", "c74f20a4")));
        assertThrows(IllegalArgumentException.class, () -> NoteSigner.generate("a b", new SecureRandom()));
        assertThrows(IllegalArgumentException.class, () -> NoteSigner.generate("a+b", new SecureRandom()));
    }

    @Test
    void shouldRefuseWhatIsNoNote() {
        assertThrows(IllegalArgumentException.class, () -> SignedNote.parse("text\n"));
        assertThrows(IllegalArgumentException.class, () -> SignedNote.parse("text\n\nnot a signature\n"));
        assertThrows(IllegalArgumentException.class, () -> SignedNote.parse("te\txt\n\n"));
    }
}
