package io.draftgate.gpt2;

import java.util.Optional;

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
        boolean isWrittenElsewhere = request.written().completions().stream()
                .flatMap(completion -> completion.tokenIds().stream())
                .anyMatch(id -> id < 0 || id >= config.vocabularySize());
        if (isWrittenElsewhere) {
            return Optional.of("written has a token of another vocabulary, expected ids from 0 to "
                    + (config.vocabularySize() - 1));
        }
        return request.promptTokenIds().stream()
                .filter(id -> id < 0 || id >= config.vocabularySize())
                .findFirst()
                .map(id -> "promptTokenIds has " + id + ", expected ids from 0 to " + (config.vocabularySize() - 1));
    }
}
