package io.draftgate.cli.promptfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.model.Gpt2;
import io.draftgate.gpt2.task.Planned;
import io.draftgate.gpt2.task.PromptPlanner;
import io.draftgate.gpt2.task.Tasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DemoPromptsTest {

    @Test
    void shouldHoldPromptsOfManyTasksThatTheBundledModelCanServe() throws IOException {
        // Given
        List<FilePrompt> prompts = prompts();
        Set<String> tasks = new TreeSet<>();
        Set<String> ids = new HashSet<>();

        try (Gpt2 model = Gpt2.bundled()) {
            PromptPlanner planner = new PromptPlanner(model);
            for (FilePrompt prompt : prompts) {
                // When
                Planned planned = planner.plan(prompt.settings(), prompt.id());

                // Then
                assertInstanceOf(Planned.Ready.class, planned, prompt::toString);
                prompt.settings().task().ifPresent(tasks::add);
                ids.add(prompt.id());
            }
        }
        assertTrue(Tasks.bundled().names().containsAll(tasks));
        assertTrue(tasks.size() >= 10, tasks::toString);
        assertEquals(prompts.size(), ids.size());
        assertEquals(21, prompts.size());
    }

    private static List<FilePrompt> prompts() throws IOException {
        List<FilePrompt> prompts = new ArrayList<>();
        try (PromptFile file = PromptFile.demo()) {
            for (Optional<PromptLine> line = file.next(); line.isPresent(); line = file.next()) {
                prompts.add(assertInstanceOf(PromptLine.Valid.class, line.get(), line::toString)
                        .prompt());
            }
        }
        return prompts;
    }
}
