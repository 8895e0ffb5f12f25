package io.draftgate.detection.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.policy.TextClassifier.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFilesTest {

    /** Dickens, A Tale of Two Cities, 1859, in the public domain. */
    private static final String PROTECTED =
            "It was the best of times, it was the worst of times, it was the age of wisdom, it was"
                    + " the age of foolishness, it was the epoch of belief, it was the epoch of incredulity.";

    @TempDir
    private Path folder;

    private Policy policy(String rule) throws IOException {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, "version: \"1\"\nrules:\n  - {id: one, category: test, action: block, " + rule + "}\n");
        return Policy.read(file);
    }

    @Test
    void shouldFindAVerbatimCopyWhateverItsCaseAndPunctuation() throws IOException {
        ProtectedCorpus.of(List.of(PROTECTED), 8).write(folder.resolve("protected.idx"));
        Policy policy = policy("protected: protected.idx");
        String copy = "He said: it was the AGE of wisdom it was the age - of foolishness. Nobody listened.";

        List<RuleHit> hits = policy.screenDraft(copy);

        Span span = hits.get(0).evidence().get(0);
        assertEquals(
                "it was the AGE of wisdom it was the age - of foolishness", copy.substring(span.start(), span.end()));
        assertEquals(List.of(), policy.screenDraft("It was the best of times, and it was the worst of it all."));
    }

    @Test
    void shouldFindAPieceFromTheMiddleOfALongText() throws IOException {
        StringBuilder book = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            book.append("w").append(Integer.toString(i * 7919, 36)).append(' ');
        }
        ProtectedCorpus.of(List.of(book.toString()), 8).write(folder.resolve("protected.idx"));
        Policy policy = policy("protected: protected.idx");

        for (int start = 0; start + 200 < book.length(); start += 24_000) {
            assertEquals(
                    1, policy.screenDraft(book.substring(start, start + 200)).size(), "from " + start);
        }
    }

    @Test
    void shouldTakeTheFilesIntoTheDigest() throws IOException {
        ProtectedCorpus.of(List.of(PROTECTED), 8).write(folder.resolve("protected.idx"));
        String before = policy("protected: protected.idx").digest();

        ProtectedCorpus.of(List.of(PROTECTED, PROTECTED + " More."), 8).write(folder.resolve("protected.idx"));

        assertNotEquals(before, policy("protected: protected.idx").digest());
    }

    @Test
    void shouldNameAFileThatCannotServe() throws IOException {
        Files.writeString(folder.resolve("protected.idx"), "nothing");
        Files.writeString(folder.resolve("categories.bin"), "nothing");

        assertRefused("protected: missing.idx", "rules[0].protected: got 'missing.idx' (no such file");
        assertRefused("protected: protected.idx", "not an index of protected texts");
        assertRefused("classifier: {file: categories.bin, label: hate, from: 0.9}", "not a classifier");
        assertRefused("classifier: {file: categories.bin, label: hate, from: 9}", "classifier.from: got 9");
    }

    @Test
    void shouldLearnCategoriesFromReviewers() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            examples.add(new Example("The ship of the captain sailed over the sea on day " + i, "approved"));
            examples.add(new Example("Buy cheap pills now and win a prize, offer number " + i, "spam"));
        }
        Files.write(
                folder.resolve("categories.bin"), TextClassifier.train(examples).bytes());
        Policy policy = policy("classifier: {file: categories.bin, label: spam, from: 0.7}");

        assertEquals(1, policy.screenDraft("Win cheap pills now, what an offer").size());
        assertEquals(
                0,
                policy.screenDraft("The captain of the ship looked at the sea").size());
        assertEquals(0, policy.screenDraft("").size());
        assertRefused("classifier: {file: categories.bin, label: hate, from: 0.9}", "one of [approved, spam]");
    }

    @Test
    void shouldRefuseToLearnFromTooFewDecisions() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> TextClassifier.train(List.of(new Example("a", "approved"), new Example("b", "rejected"))));

        assertTrue(refused.getMessage().contains("approved: 1"), refused::getMessage);
    }

    private void assertRefused(String rule, String why) {
        PolicyFormatException refused = assertThrows(PolicyFormatException.class, () -> policy(rule));
        assertTrue(refused.getMessage().contains(why), refused::getMessage);
    }
}
