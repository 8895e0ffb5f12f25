package io.draftgate.detection.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.detection.feature.FeatureRoom;
import io.draftgate.detection.feature.Passage;
import io.draftgate.detection.text.NormalisedText;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SurfaceTest {

    private static double measure(FeatureRoom room, String name, String text) {
        int column = room.names().indexOf(name);
        assertTrue(column >= 0, () -> name + " is not among " + room.names());
        return room.measure(Passage.of(NormalisedText.of(text)))[column];
    }

    @Test
    void shouldCountWordClassesPerHundredWords() {
        String text =
                "The king walked slowly to the tower and they did not see him go there alone that morning dear me.";

        assertEquals(10, measure(new WordClasses(), "classes.article", text), 1e-9);
        assertEquals(5, measure(new WordClasses(), "classes.-ly", text), 1e-9);
    }

    @Test
    void shouldMeasureVocabularyInWindows() {
        assertEquals(1, measure(new Vocabulary(), "vocabulary.types-10", "a b c d e f g h i j k l m n o p q"), 1e-9);
        assertEquals(0.2, measure(new Vocabulary(), "vocabulary.types-10", "x y ".repeat(20)), 1e-9);
        assertEquals(38.0 / 39 - 1.0 / 39, measure(new Vocabulary(), "vocabulary.repeated-2", "x y ".repeat(20)), 1e-9);
    }

    @Test
    void shouldLeaveOpenWhatATextIsTooShortFor() {
        Passage brief = Passage.of(NormalisedText.of("Only a few words."));

        assertTrue(Arrays.stream(new WordClasses().measure(brief)).allMatch(Double::isNaN));
        assertTrue(Arrays.stream(new Vocabulary().measure(brief)).allMatch(Double::isNaN));
    }
}
