package io.draftgate.cli.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.cli.command.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelReferenceTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "gpt2, openai-community/gpt2/resolve/main, gpt2",
        "gpt2-xl@v1.0, openai-community/gpt2-xl/resolve/v1.0, gpt2-xl@v1.0",
        "openai-community/gpt2, openai-community/gpt2/resolve/main, gpt2",
        "Some_One/gpt2.small, Some_One/gpt2.small/resolve/main, Some_One/gpt2.small",
    })
    void shouldKnowTheAddressOfAName(String typed, String address, String shortest) {
        // When
        ModelReference reference = ModelReference.parse(typed);

        // Then
        Hub hub = Hub.at("https://example.org/mirror/", Optional.empty());
        assertEquals(
                "https://example.org/mirror/" + address + "/config.json",
                hub.file(reference, "config.json").toString());
        assertEquals(shortest, reference.toString());
        assertEquals(reference, ModelReference.parse(reference.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bert",
                "../gpt2",
                "a/..",
                "./gpt2",
                "a/b/c",
                "/etc",
                "a/",
                "a/b c",
                "a/b?c",
                "a/b%2fc",
                "a/b#c",
                "a\\b",
                ".pull/gpt2",
                "-a/b",
                "gpt2@",
                "gpt2@../..",
                "gpt2@a/b",
                "gpt2@a@b",
            })
    void shouldRefuseANameThatCouldLeadElsewhere(String typed) {
        // Then
        assertThrows(CommandException.class, () -> ModelReference.parse(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "example.org", "ftp://example.org", "https://", "https://example.org/?a=b", "http://[", "a b"
            })
    void shouldRefuseABaseUrlThatIsNoWebServer(String address) {
        // When
        CommandException refused = assertThrows(CommandException.class, () -> Hub.at(address, Optional.empty()));

        // Then
        assertEquals(
                "the base URL is '" + address + "', expected http or https and a host, e.g. https://huggingface.co",
                refused.getMessage());
    }

    @Test
    void shouldFindAModelAndATokenOfHuggingFacesTools() throws Exception {
        // Given
        Path model = folder.resolve("hub").resolve("models--openai-community--gpt2");
        Files.createDirectories(model.resolve("refs"));
        Files.writeString(model.resolve("refs").resolve("main"), "abc");
        Path snapshot = Files.createDirectories(model.resolve("snapshots").resolve("abc"));
        Files.writeString(folder.resolve("token"), "secret\n");

        // When
        HuggingFaceHome home = new HuggingFaceHome(Map.of("HF_HOME", folder.toString()));

        // Then
        assertEquals(Optional.of(snapshot), home.find(ModelReference.parse("gpt2")));
        assertEquals(Optional.of(snapshot), home.find(ModelReference.parse("gpt2@abc")));
        assertEquals(Optional.empty(), home.find(ModelReference.parse("gpt2-xl")));
        assertEquals(Optional.of("secret"), home.token());
    }

    @Test
    void shouldLookForNothingOfHuggingFaceWhereNoHomeIsNamed() throws Exception {
        // When
        HuggingFaceHome home = new HuggingFaceHome(Map.of());

        // Then
        assertTrue(home.token().isEmpty());
        assertTrue(home.find(ModelReference.parse("gpt2")).isEmpty());
    }

    @Test
    void shouldPreferTheTokenOfTheEnvironment() throws Exception {
        // Given
        Files.writeString(folder.resolve("token"), "of the file");

        // When
        HuggingFaceHome home =
                new HuggingFaceHome(Map.of("HF_HOME", folder.toString(), "HF_TOKEN", "of the environment"));

        // Then
        assertEquals(Optional.of("of the environment"), home.token());
    }
}
