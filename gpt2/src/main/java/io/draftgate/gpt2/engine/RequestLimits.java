package io.draftgate.gpt2.engine;

import io.draftgate.gpt2.GenerationRequest;
import io.draftgate.gpt2.Gpt2Config;
import io.draftgate.gpt2.InvalidFieldException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a model cannot serve, whatever the back end. */
final class RequestLimits {
    private RequestLimits() {}

    /** Why a request can never be served, in one line. */
    static Optional<String> problem(GenerationRequest request, Gpt2Config config, int endOfText) {
        int room = config.contextLength() - request.promptTokenIds().size();
        if (request.parameters().maxTokens() > room) {
            return Optional.of("maxTokens is " + request.parameters().maxTokens() + ", expected at most "
                    + Math.max(0, room) + ": the prompt has "
                    + request.promptTokenIds().size() + " of the context's " + config.contextLength() + " tokens");
        }
        try {
            request.parameters().requireVocabulary(config.vocabularySize(), endOfText);
        } catch (InvalidFieldException e) {
            return Optional.of(e.field() + " is " + e.value() + ", expected " + e.expectation());
        }
        Stream<Integer> written =
                request.written().completions().stream().flatMap(completion -> completion.tokenIds().stream());
        return stranger("written", written, config)
                .or(() -> stranger("given", request.given().stream().flatMap(List::stream), config))
                .or(() -> stranger("promptTokenIds", request.promptTokenIds().stream(), config));
    }

    private static Optional<String> stranger(String field, Stream<Integer> ids, Gpt2Config config) {
        return ids.filter(id -> id < 0 || id >= config.vocabularySize())
                .findFirst()
                .map(id -> field + " has " + id + ", expected ids from 0 to " + (config.vocabularySize() - 1));
    }
}
