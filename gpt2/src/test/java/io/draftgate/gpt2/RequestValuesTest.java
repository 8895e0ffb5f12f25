package io.draftgate.gpt2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RequestValuesTest {
    private static final SamplingParameters GREEDY = SamplingParameters.greedy(5);

    @Test
    void shouldNotBeBuiltFromValuesOutsideTheirRange() {
        assertInvalid("temperature is Infinity, expected 0 to 100, e.g. 0.8", () -> sampling(1 / 0.0, List.of(), 1));
        assertInvalid("maxTokens is 0, expected at least 1, e.g. 100", () -> sampling(1, List.of(), 0));
        assertInvalid(
                "stop is an empty string, expected at least 1 character, e.g. \"\\n\"",
                () -> sampling(1, List.of(""), 1));
        assertInvalid("stop is 17 strings, expected at most 16", () -> sampling(1, Collections.nCopies(17, "a"), 1));
        assertInvalid(
                "stop is a string of 257 characters, expected at most 256",
                () -> sampling(1, List.of("a".repeat(257)), 1));
        assertInvalid("id is empty, expected at least 1 character", () -> GenerationRequest.of("", List.of(1), GREEDY));
        assertInvalid(
                "promptTokenIds is empty, expected at least 1 token",
                () -> GenerationRequest.of("a", List.of(), GREEDY));
        assertInvalid("n is 129, expected 1 to 128", () -> new GenerationRequest("a", List.of(1), GREEDY, 129, false));
        GenerationRequest one = GenerationRequest.of("a", List.of(1), SamplingParameters.greedy(2));
        assertInvalid("given is 3 tokens, expected 1 to 2", () -> one.weighing(List.of(List.of(1, 2, 3))));
        assertInvalid("given is 0 tokens, expected 1 to 2", () -> one.weighing(List.of(List.of())));
        assertInvalid("slots is 0, expected 1 to 256, e.g. 8", () -> new EngineOptions(0, 1));
        assertInvalid("threads is 257, expected 1 to 256, e.g. 2", () -> new EngineOptions(1, 257));
    }

    @Test
    void shouldNotChangeWithTheListsTheyWereBuiltFrom() {
        // Given
        var prompt = new ArrayList<>(List.of(1, 2));
        var request = GenerationRequest.of("a", prompt, GREEDY);

        // When
        prompt.add(3);

        // Then
        assertEquals(List.of(1, 2), request.promptTokenIds());
    }

    @Test
    void shouldRefuseATraceThatDoesNotFitItsTokens() {
        // Given
        var trace = new TokenTrace(List.of(-1f), List.of(1), List.of(2f));

        // Then
        assertThrows(
                IllegalArgumentException.class, () -> new Completion(0, List.of(), "", FinishReason.LENGTH, trace));
        assertThrows(IllegalArgumentException.class, () -> new TokenTrace(List.of(-1f), List.of(), List.of(2f)));
    }

    @Test
    void shouldHaveTheDefaultsThatAreWrittenDown() {
        // When
        EngineOptions defaults = EngineOptions.defaults();

        // Then
        assertEquals(8, defaults.slots());
        assertEquals(Precision.F32, defaults.precision());
        assertTrue(defaults.threads() >= 1 && defaults.threads() <= 16);
    }

    @Test
    void shouldCountTheWeightsOfTheReleasedSizes() {
        assertEquals(124_439_808, Gpt2Config.of(50257, 1024, 768, 12, 12).parameters());
        assertEquals(1_557_611_200, Gpt2Config.of(50257, 1024, 1600, 48, 25).parameters());
        assertEquals(75_497_472, Gpt2Config.of(50257, 1024, 768, 12, 12).kvCacheBytesPerSlot());
    }

    private static SamplingParameters sampling(double temperature, List<String> stop, int maxTokens) {
        return new SamplingParameters(temperature, 0, 1, stop, maxTokens, 0);
    }

    private static void assertInvalid(String message, Executable built) {
        assertEquals(message, assertThrows(InvalidFieldException.class, built).getMessage());
    }
}
