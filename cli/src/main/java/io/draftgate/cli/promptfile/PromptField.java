package io.draftgate.cli.promptfile;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields that a line of a prompt file may have. */
enum PromptField {
    ID("id"),
    PROMPT("prompt"),
    INPUT("input"),
    TASK("task"),
    MAX_TOKENS("maxTokens"),
    MIN_TOKENS("minTokens"),
    TEMPERATURE("temperature"),
    TOP_K("topK"),
    TOP_P("topP"),
    MIN_P("minP"),
    LOGIT_BIAS("logitBias"),
    REPETITION_PENALTY("repetitionPenalty"),
    PRESENCE_PENALTY("presencePenalty"),
    FREQUENCY_PENALTY("frequencyPenalty"),
    SEED("seed"),
    STOP("stop"),
    STOP_TOKEN_IDS("stopTokenIds"),
    STOP_ON_LOOP("stopOnLoop"),
    MAX_SENTENCES("maxSentences"),
    TOP_LOG_PROBABILITIES("topLogProbabilities"),
    LONG_PROMPT("longPrompt"),
    N("n"),
    CHOICES("choices"),
    PRIORITY("priority"),
    DEADLINE_MILLIS("deadlineMillis"),
    TENANT("tenant"),
    REQUESTED_BY("requestedBy");

    private static final Map<String, PromptField> BY_FOLDED_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(field -> folded(field.text), Function.identity()));

    private final String text;

    PromptField(String text) {
        this.text = text;
    }

    /** The name as it stands in the file. */
    String text() {
        return text;
    }

    /** The field that a name means, or would mean but for case and underscores. */
    static Optional<PromptField> meantBy(String name) {
        return Optional.ofNullable(BY_FOLDED_NAME.get(folded(name)));
    }

    private static String folded(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
