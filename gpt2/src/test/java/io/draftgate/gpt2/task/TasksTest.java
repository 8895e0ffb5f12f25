package io.draftgate.gpt2.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksTest {

    @Test
    void shouldComeWithTheTasksOfThePaperAndItsSettings() {
        // When
        Tasks tasks = Tasks.bundled();

        // Then
        assertEquals(
                List.of(
                        "story",
                        "news",
                        "essay",
                        "summarise",
                        "translate",
                        "qa",
                        "reading-comprehension",
                        "code",
                        "cloze",
                        "cloze-last-word",
                        "fewshot",
                        "unconditional"),
                tasks.names());
        SamplingSettings summary = tasks.named("summarise").orElseThrow().settings();
        assertEquals(2, summary.topK());
        assertEquals(100, summary.maxTokens());
        assertEquals(3, summary.maxSentences());
        assertEquals("A fox.\nTL;DR:", tasks.named("summarise").orElseThrow().prompt("A fox."));
        assertEquals("A fox.\n\n", tasks.named("news").orElseThrow().prompt("A fox."));
        Task translate = tasks.named("translate").orElseThrow();
        assertEquals(0.0, translate.settings().temperature());
        assertEquals(1, translate.settings().maxSentences());
        assertTrue(translate.prompt("A fox.").endsWith("maison ?\nA fox. ="));
        assertEquals(
                "A?\nA:", tasks.named("reading-comprehension").orElseThrow().prompt("A?"));
        assertEquals(
                Optional.empty(), tasks.named("unconditional").orElseThrow().template());
        tasks.all()
                .forEach(task -> assertEquals(
                        Optional.of(task),
                        tasks.named(task.name().toUpperCase(Locale.ROOT).replace('-', '_'))));
    }

    @Test
    void shouldAddTheTasksOfAFolderAndLetThemTakeThePlaceOfBundledOnes(@TempDir Path folder) throws IOException {
        // Given
        Files.writeString(folder.resolve("haiku.yaml"), """
                name: haiku
                description: Three lines.
                template: "Haiku about {input}:\\n"
                settings: {temperature: 0.9, topK: 0, minP: 0.05, logitBias: {"13": -100}, stop: ["\\n\\n"]}
                """);
        Files.writeString(folder.resolve("mine.yml"), "name: story\ndescription: My stories.\ntemplate: '{input}'\n");
        Files.writeString(folder.resolve("notes.txt"), "no task");

        // When
        Tasks tasks = Tasks.with(folder);

        // Then
        assertEquals("Haiku about frogs:\n", tasks.named("haiku").orElseThrow().prompt("frogs"));
        assertEquals(0.05, tasks.named("haiku").orElseThrow().settings().minP());
        assertEquals(
                folder.resolve("mine.yml").toString(),
                tasks.named("story").orElseThrow().origin());
        assertEquals(13, tasks.names().size());
    }

    @Test
    void shouldNameEveryProblemOfEveryFileAtOnce(@TempDir Path folder) throws IOException {
        // Given
        Files.writeString(folder.resolve("a.yaml"), """
                name: Bad Name
                template: nothing to fill in
                setings: {}
                settings: {topK: many, topP: 2, colour: red}
                """);
        Files.writeString(folder.resolve("b.yaml"), "- a list\n");
        Files.writeString(folder.resolve("d.yaml"), "name: d\ndescription: d\nkind: guess\n");
        Files.writeString(
                folder.resolve("e.yaml"),
                "name: e\ndescription: e\ntemplate: '{input}'\nkind: choice\nsettings: {topK: 3}\n");
        Files.writeString(folder.resolve("c.yaml"), "name: [unclosed\n");

        // When
        String message = assertThrows(TaskFormatException.class, () -> Tasks.with(folder))
                .getMessage();

        // Then
        for (String problem : List.of(
                "a.yaml: setings is unknown, expected one of description, kind, name, settings, source, template",
                "a.yaml: name is 'Bad Name', expected 1 to 64 lower-case letters, digits and hyphens, e.g. summarise",
                "a.yaml: description is missing, expected one line for people",
                "a.yaml: template has no {input}, expected it once; a task without template takes no input",
                "a.yaml: settings.colour is unknown",
                "a.yaml: settings.topK: expected a whole number up to 2147483647, got \"many\"",
                "a.yaml: settings.topP is 2.0, expected above 0 and at most 1 (off), e.g. 0.95",
                "b.yaml: is no mapping, expected name, description, template and settings",
                "c.yaml: is not YAML at line",
                "d.yaml: kind is 'guess', expected text or choice",
                "e.yaml: kind is choice, expected a template and no settings: nothing is drawn")) {
            assertTrue(message.contains(problem), () -> problem + " in " + message);
        }
        assertEquals(1, message.lines().count());
    }

    @Test
    void shouldRefuseAFolderWithoutTasksAndTwoOfOneName(@TempDir Path folder) throws IOException {
        assertTrue(assertThrows(TaskFormatException.class, () -> Tasks.with(folder))
                .getMessage()
                .endsWith("no files that end in .yaml, expected one a task"));
        Files.writeString(folder.resolve("a.yaml"), "name: x\ndescription: d\n");
        Files.writeString(folder.resolve("b.yaml"), "name: x\ndescription: d\n");
        assertTrue(assertThrows(TaskFormatException.class, () -> Tasks.with(folder))
                .getMessage()
                .endsWith("a.yaml already, expected another name"));
        assertThrows(IOException.class, () -> Tasks.with(folder.resolve("nowhere")));
    }
}
