package io.draftgate.detection.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyReaderTest {

    private static Policy read(String yaml) {
        return PolicyReader.read("policy.yaml", yaml.getBytes(StandardCharsets.UTF_8), null);
    }

    @Test
    void shouldTellAllProblemsAtOnce() {
        PolicyFormatException refused = assertThrows(PolicyFormatException.class, () -> read("""
                versoin: 3
                rules:
                  - {id: one, category: test, action: blok, words: [x]}
                  - {id: one, category: test, action: block}
                  - {id: TWO, category: test, action: block, patterns: ['(']}
                  - {id: four, category: 7, action: review, detects: [emial], applies: []}
                  - nonsense
                """));

        assertEquals(
                List.of(
                        "versoin: unknown key, did you mean 'version'? Known: version, rules",
                        "version: got nothing, expected a text such as \"2026-11-24\"",
                        "rules[0].action: got 'blok', expected review or block",
                        "rules[1].id: got 'one' a second time, expected an id of its own",
                        "rules[1]: got nothing to look for, expected at least one of words, patterns, detects, protected, classifier",
                        "rules[2].id: got 'TWO', expected 1 to 64 lower-case letters, digits and hyphens",
                        "rules[2].patterns[0]: got '(', expected a Java regular expression (Unclosed group at 1)",
                        "rules[3].category: got 7, expected a text such as personal-data",
                        "rules[3].applies: got [], expected a list of prompts, drafts",
                        "rules[3].detects[0]: got 'emial', expected email, card, iban, phone, ip, national-id or repetition",
                        "rules[4]: got 'nonsense', expected a mapping with id, category and action"),
                refused.problems());
    }

    @Test
    void shouldNameTheLineOfBrokenYaml() {
        PolicyFormatException refused =
                assertThrows(PolicyFormatException.class, () -> read("version: \"1\"\nrules: [\n"));

        assertEquals(1, refused.problems().size());
        assertTrue(refused.getMessage().startsWith("policy.yaml: line "), refused::getMessage);
    }

    @Test
    void shouldRefuseAnEmptyFile() {
        PolicyFormatException refused = assertThrows(PolicyFormatException.class, () -> read(""));

        assertEquals(1, refused.problems().size());
    }

    @Test
    void shouldApplyARuleOnlyWhereItSays() {
        Policy policy = read("""
                version: "1"
                rules:
                  - {id: prompt-only, category: test, action: block, applies: [prompts], words: [forbidden word]}
                """);

        assertEquals(1, policy.screenPrompt("a Forbidden  Word here").size());
        assertEquals(0, policy.screenDraft("a Forbidden  Word here").size());
        assertEquals(0, policy.screenPrompt("forbidden words").size());
    }

    @Test
    void shouldReadAFileAndNameItByItsContent(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("own.yaml");
        Files.writeString(file, "version: \"7\"\nrules: []\n");

        Policy policy = Policy.read(file);

        assertEquals("7", policy.version());
        assertTrue(policy.digest().matches("sha256:[0-9a-f]{64}"));
        assertNotEquals(Policy.bundled().digest(), policy.digest());
    }
}
