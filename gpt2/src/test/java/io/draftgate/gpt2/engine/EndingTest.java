package io.draftgate.gpt2.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.draftgate.gpt2.tokenizer.IntList;
import org.junit.jupiter.api.Test;

/** Loops and sentences: what ends or cuts a text besides strings and tokens. */
class EndingTest {

    @Test
    void shouldCallItALoopWhenARowOfTokensStandsThereThreeTimes() {
        LoopWatch watch = new LoopWatch(6);

        assertTrue(watch.isLoop(tokens(9, 1, 2, 1, 2, 1, 2)));
        assertTrue(watch.isLoop(tokens(5, 5, 5, 5, 5, 5)));
        assertFalse(watch.isLoop(tokens(5, 5, 5, 5, 5)));
        assertFalse(watch.isLoop(tokens(1, 2, 3, 1, 2, 3)));
        assertTrue(new LoopWatch(9).isLoop(tokens(1, 2, 3, 1, 2, 3, 1, 2, 3)));
        assertTrue(new LoopWatch(10).isLoop(tokens(3, 1, 2, 3, 1, 2, 3, 1, 2, 3)));
        assertFalse(new LoopWatch(10).isLoop(tokens(0, 1, 2, 3, 1, 2, 3, 1, 2, 3)));
        assertFalse(new LoopWatch(0).isLoop(tokens(1, 1, 1, 1, 1, 1, 1)));
    }

    @Test
    void shouldCutAfterTheFirstSentences() {
        String text = " It was late. \"Go!\" he said. Mr. J. Fox went home... Really? Yes";

        assertEquals(" It was late.", Sentences.first(text, 1));
        assertEquals(" It was late. \"Go!\"", Sentences.first(text, 2));
        assertEquals(" It was late. \"Go!\" he said.", Sentences.first(text, 3));
        assertEquals(" It was late. \"Go!\" he said. Mr. J. Fox went home...", Sentences.first(text, 4));
        assertEquals(text, Sentences.first(text, 9));
        assertEquals(text, Sentences.first(text, 0));
        assertEquals("Version 3.5 is out.", Sentences.first("Version 3.5 is out. So", 1));
        assertEquals("So am I.", Sentences.first("So am I. And you", 1));
    }

    private static IntList tokens(int... ids) {
        IntList tokens = new IntList(ids.length);
        tokens.addAll(ids);
        return tokens;
    }
}
