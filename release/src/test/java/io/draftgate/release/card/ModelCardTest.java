package io.draftgate.release.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelCardTest {
    private static final String MODEL = "sha256:" + "ab".repeat(32);
    private static final ModelCard TEMPLATE =
            new CardTemplate("m", MODEL, Map.of("Parameters", "7"), Map.of("Perplexity", "37.3")).card();

    private static ModelCard complete() {
        return new ModelCard(TEMPLATE.markdown().replace(ModelCard.OPEN, "Told:"));
    }

    @Test
    void shouldAskForEveryFieldInATemplate() {
        assertEquals(CardSection.values().length, TEMPLATE.problems(MODEL).size());
        assertEquals(Optional.of(MODEL), TEMPLATE.modelDigest());
        assertTrue(TEMPLATE.markdown().contains("- Perplexity: 37.3\n"));
    }

    @Test
    void shouldFindNothingWrongWithACardThatTellsEverything() {
        assertEquals(List.of(), complete().problems(MODEL));
    }

    @Test
    void shouldNameSectionsThatAreMissingOrEmpty() {
        ModelCard card = new ModelCard(complete()
                .markdown()
                .replace("## Factors", "## Actors")
                .replaceAll("(?s)(## Metrics\n).*?(?=\n## )", "$1"));

        assertEquals(List.of("no section '## Factors'", "section 'Metrics' is empty"), card.problems(MODEL));
    }

    @Test
    void shouldNotTakeTheCardOfAnotherModel() {
        assertTrue(complete().problems("sha256:other").get(0).startsWith("the card is about model sha256:ab"));
    }
}
